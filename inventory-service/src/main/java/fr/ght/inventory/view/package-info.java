/**
 * What the service shows of itself: tables that follow its own log and can be rebuilt from it, and
 * the lists read from them. A row is a version: true from {@code recorded_from} until {@code
 * recorded_to}, so that "as of" is one predicate.
 */
@NullMarked
package fr.ght.inventory.view;

import org.jspecify.annotations.NullMarked;
