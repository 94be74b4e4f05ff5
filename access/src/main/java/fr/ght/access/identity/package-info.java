/**
 * Names and pseudonyms: events say who by a pseudonym, and the one table that knows the name behind
 * it can forget it. See ADR 16.
 */
@NullMarked
package fr.ght.access.identity;

import org.jspecify.annotations.NullMarked;
