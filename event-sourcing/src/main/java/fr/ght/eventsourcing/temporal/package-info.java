/**
 * Tables whose rows are versions: true from {@code recorded_from} until {@code recorded_to}, so
 * that "as of" is one predicate. Written batch by batch, in the transaction of whoever follows the
 * log or a topic.
 */
@NullMarked
package fr.ght.eventsourcing.temporal;

import org.jspecify.annotations.NullMarked;
