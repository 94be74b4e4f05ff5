/**
 * A contract (<i>contrat</i>, <i>marché</i>) of an establishment with a supplier: what is bought or
 * rented, from when to when, until when notice must be given, and to how many licences it entitles.
 *
 * <pre>
 * Undeclared → Draft → Active ⇄ NoticeWindow → Renewed ⇄ NoticeWindow → Expired
 *                         └──────────┴─────────→ Terminated ───────────────┘
 * </pre>
 *
 * <p>The end is the start and the initial term, and one term more for each renewal, counted from
 * the start: a contract that begins on 31 January and runs from month to month ends on 28 or 29
 * February, and then on 31 March (from one day to the same day, else the last of the month: article
 * 641 of the code of civil procedure). The end is the first day on which it no longer holds:
 * [start, end). The notice date is the end less the notice: the last day on which notice may be
 * given. Both come with the clock of the caller ({@code OpenNoticeWindow}, {@code ReachEnd});
 * nothing here asks one.
 *
 * <p>Once signed, a contract commits the budget of one or several years ({@code Commitments}), and
 * may be refused for want of it (ADR 28).
 */
@NullMarked
package fr.ght.inventory.domain.contract;

import org.jspecify.annotations.NullMarked;
