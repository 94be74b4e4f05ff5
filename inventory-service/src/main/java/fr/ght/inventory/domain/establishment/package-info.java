/**
 * What all streams say of an establishment (<i>établissement</i>): its FINESS number, and the
 * periods in which something held for it.
 */
@NullMarked
package fr.ght.inventory.domain.establishment;

import org.jspecify.annotations.NullMarked;
