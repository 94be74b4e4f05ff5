/**
 * What makes a service event-sourced: pure deciders, the log they write to, and the handler that
 * joins the two.
 *
 * <p>A command is decided against the state folded from its stream's events; the new events are
 * appended in one transaction; everything else (Kafka, views, exports) follows from the log and can
 * be rebuilt from it.
 */
@NullMarked
package fr.ght.eventsourcing;

import org.jspecify.annotations.NullMarked;
