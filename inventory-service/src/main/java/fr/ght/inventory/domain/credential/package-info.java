/**
 * The credentials by which the inventory agents of an establishment prove where they come from. One
 * stream per establishment holds all of its credentials; a credential has a user name, which names
 * the establishment, and a password, of which only a hash is known here.
 *
 * <pre>
 * (not issued) → Active ⟲ rotated → Revoked
 * </pre>
 *
 * <p>A rotated credential takes its former passwords until the end of a grace period, so that
 * machines can be given the new one in their own time. ADR 17 says why the hash is in the event.
 */
@NullMarked
package fr.ght.inventory.domain.credential;

import org.jspecify.annotations.NullMarked;
