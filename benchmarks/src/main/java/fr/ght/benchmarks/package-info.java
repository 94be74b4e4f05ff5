/**
 * Load on the running platform, as its users and agents put it there: invented machines, the
 * reports they send, and what is measured while they do. The journeys of {@code end-to-end} push
 * the same machines.
 */
@NullMarked
package fr.ght.benchmarks;

import org.jspecify.annotations.NullMarked;
