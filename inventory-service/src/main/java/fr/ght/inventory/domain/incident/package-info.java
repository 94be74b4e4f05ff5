/**
 * An incident of the intake: a report that was taken but could not be counted, for someone to look
 * at. One stream per establishment, kind and device, so that a repeated report raises it once.
 *
 * <pre>
 * Unknown → Open ⇄ Resolved
 * </pre>
 */
@NullMarked
package fr.ght.inventory.domain.incident;

import org.jspecify.annotations.NullMarked;
