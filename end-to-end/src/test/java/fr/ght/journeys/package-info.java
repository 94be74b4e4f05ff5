/**
 * Journeys through the whole system, as its users live them: every process real, every request by
 * the one address, every assertion on what is answered there.
 */
@NullMarked
package fr.ght.journeys;

import org.jspecify.annotations.NullMarked;
