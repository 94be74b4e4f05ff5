/**
 * Building a view anew beside itself (ADR 12). A version of a view is filled from the first event
 * or fact on, in tables of its own, while the live one is read and goes on; when it is as far, both
 * are compared row by row at the same place, and their tables change places in one transaction.
 * What was live is kept until it is dropped, and can be switched back to.
 */
@NullMarked
package fr.ght.eventsourcing.rebuild;

import org.jspecify.annotations.NullMarked;
