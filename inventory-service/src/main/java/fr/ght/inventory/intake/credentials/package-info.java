/**
 * Credentials of inventory agents: issued, rotated and revoked by those who may, and checked with
 * every request of an agent. A password is made here, shown once, and known by its hash from then
 * on.
 *
 * <p>What is right is remembered under a digest whose key only this process knows, so that the slow
 * hash is paid once; what stands in the log is looked at again every few seconds, so that a
 * revocation reaches every replica (ADR 17).
 */
@NullMarked
package fr.ght.inventory.intake.credentials;

import org.jspecify.annotations.NullMarked;
