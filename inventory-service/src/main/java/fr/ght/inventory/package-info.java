/**
 * inventory-service (<i>patrimoine</i>): which groups there are and who belongs to them, which
 * machines and applications every establishment has.
 *
 * <p>The map:
 *
 * <ul>
 *   <li>{@code domain} is pure: one package per kind of stream ({@code ght}, {@code asset}, {@code
 *       application}, {@code incident}), each with its commands, events, states, decider and
 *       refusals; {@code establishment} holds the values they share.
 *   <li>{@code log} gives events their stored names and JSON.
 *   <li>{@code intake} turns what comes from outside (REST, agents, CloudEvents) into commands.
 *   <li>{@code publication} turns events into public facts for topic {@code ght.inventory}.
 *   <li>{@code view} turns events into tables that answer questions.
 * </ul>
 *
 * <p>One change goes {@code intake} → {@code domain} → the log; {@code publication} and {@code
 * view} follow the log. {@code intake}, {@code publication} and {@code view} do not know each
 * other.
 */
@NullMarked
package fr.ght.inventory;

import org.jspecify.annotations.NullMarked;
