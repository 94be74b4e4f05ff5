/**
 * For tests of deciders and stores: given/when/then, a store in memory, and the contract every
 * store passes.
 */
@NullMarked
package fr.ght.eventsourcing.testing;

import org.jspecify.annotations.NullMarked;
