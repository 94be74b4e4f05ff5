/** One machine of one establishment, from its first report to its retirement. */
@NullMarked
package fr.ght.inventory.domain.asset;

import org.jspecify.annotations.NullMarked;
