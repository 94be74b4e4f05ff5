/**
 * The map of inventory-service (<i>patrimoine</i>): groups and members, machines, applications, the
 * catalogue of software.
 *
 * <ul>
 *   <li>{@code domain}: the rules, pure; one package per kind of stream
 *   <li>{@code log}: how events are written in the log
 *   <li>{@code intake}: the outside world becomes commands: REST, agents' reports, pushed events
 *   <li>{@code publication}: events become public facts
 *   <li>{@code view}: events become tables, and tables answer lists
 * </ul>
 *
 * <p>This package joins them: see {@link fr.ght.inventory.InventoryService}.
 */
@NullMarked
package fr.ght.inventory;

import org.jspecify.annotations.NullMarked;
