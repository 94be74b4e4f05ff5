/**
 * A group of hospitals of one territory (<i>groupement hospitalier de territoire</i>): its name,
 * which establishments belong to it from when to when and in which role, and what they declare of
 * themselves.
 *
 * <pre>
 * Unknown → Existing (establishments join, leave, come back; the support role passes on)
 * </pre>
 *
 * <p>At any date from the first support establishment (<i>établissement support</i>) on there is
 * exactly one. It is decided by entries: the latest support entry that began on or before a date
 * holds on that date, and whoever held the role before is a plain member from then on. Partners
 * take no part in that, and may be members of another group.
 */
@NullMarked
package fr.ght.inventory.domain.ght;

import org.jspecify.annotations.NullMarked;
