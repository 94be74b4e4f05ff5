/**
 * One machine of one establishment, from its first report to its retirement.
 *
 * <pre>
 * Unknown → Unconfirmed → InService ⇄ Retired
 *         ↘──────────────↗     every known state → Merged
 * </pre>
 *
 * <p>A {@link Machine} is what all its reports say together. Joining reports is commutative,
 * associative and idempotent: each value keeps the time at which it was observed, and the latest
 * observation wins, whatever arrived first. Which machine a report is about is decided by {@link
 * Identity}. An unconfirmed machine has sent changes only: it is kept, but not counted.
 */
@NullMarked
package fr.ght.inventory.domain.asset;

import org.jspecify.annotations.NullMarked;
