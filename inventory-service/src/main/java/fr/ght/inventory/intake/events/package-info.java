/**
 * Events that establishment systems push as CloudEvents 1.0, over HTTP (structured, in batches, or
 * in binary mode) or through Kafka (structured or binary, ADR 24). Each becomes a command under the
 * event's own source and id, so that sending one again changes nothing; each is answered for
 * itself, so that a bad one spoils no other.
 */
@NullMarked
package fr.ght.inventory.intake.events;

import org.jspecify.annotations.NullMarked;
