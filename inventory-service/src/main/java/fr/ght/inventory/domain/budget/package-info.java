/**
 * Envelopes of a budget (<i>enveloppe budgétaire</i>): how much an establishment, or a group with
 * all its members, may commit in a calendar year to investment or to operating.
 *
 * <pre>
 * per year and kind: none → Envelope (set, set anew) → none
 * </pre>
 *
 * <p>What is committed follows from signed contracts ({@code Commitments}), and is never entered. A
 * signing that would pass an envelope is refused or flagged, as the group chooses; where there is
 * no envelope, nothing is refused.
 */
@NullMarked
package fr.ght.inventory.domain.budget;

import org.jspecify.annotations.NullMarked;
