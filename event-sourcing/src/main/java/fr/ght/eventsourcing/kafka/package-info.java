/**
 * The way out of the log and into the views: {@code FactRelay} sends what a service publishes to
 * its topic, in order per stream; {@code FactConsumer} takes facts into views, the offset in the
 * rows' own transaction.
 */
@NullMarked
package fr.ght.eventsourcing.kafka;

import org.jspecify.annotations.NullMarked;
