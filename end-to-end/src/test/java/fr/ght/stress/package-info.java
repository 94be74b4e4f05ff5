/**
 * The whole platform under load while its processes are killed and paused, and the count of what
 * that lost, doubled or brought into disorder: nothing, or the run has failed.
 *
 * <p>{@code Load} pushes and keeps in its {@code Ledger} what was acknowledged; {@code Troubles}
 * befall the processes in an order that a seed gives; {@code Evidence} reads log, topic and view
 * when all is quiet again; {@code Judgement} holds them against each other.
 */
@NullMarked
package fr.ght.stress;

import org.jspecify.annotations.NullMarked;
