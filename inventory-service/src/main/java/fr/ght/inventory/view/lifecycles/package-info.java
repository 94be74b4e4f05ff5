/** Until when releases are supported, and what of them is installed. */
@NullMarked
package fr.ght.inventory.view.lifecycles;

import org.jspecify.annotations.NullMarked;
