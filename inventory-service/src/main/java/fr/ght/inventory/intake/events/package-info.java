/**
 * Events that establishment systems push over HTTP as CloudEvents 1.0: structured, in batches, or
 * in binary mode. Each becomes a command under the event's own source and id, so that sending one
 * again changes nothing; each is answered for itself, so that a bad one spoils no other.
 */
@NullMarked
package fr.ght.inventory.intake.events;

import org.jspecify.annotations.NullMarked;
