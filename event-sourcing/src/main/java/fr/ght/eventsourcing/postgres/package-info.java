/**
 * The log in PostgreSQL: one append function, a position fence for readers, and what follows the
 * log.
 */
@NullMarked
package fr.ght.eventsourcing.postgres;

import org.jspecify.annotations.NullMarked;
