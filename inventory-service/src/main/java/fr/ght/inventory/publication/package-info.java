/**
 * What others are told: each event of the log becomes at most one public fact, by pure functions.
 * Events that only help to recognise machines, or that announce what another event makes true, stay
 * in the house.
 */
@NullMarked
package fr.ght.inventory.publication;

import org.jspecify.annotations.NullMarked;
