/**
 * A product of a group's catalogue (<i>catalogue des logiciels</i>): what the group calls it, how
 * others identify it, and which reported names are it.
 *
 * <pre>
 * Uncatalogued → Catalogued → Merged
 * </pre>
 *
 * <p>A product that rules recognise needs no entry here to be counted; an entry is made to say more
 * of it. A merged product lives on in the other one, with its aliases.
 */
@NullMarked
package fr.ght.inventory.domain.product;

import org.jspecify.annotations.NullMarked;
