/**
 * Budgets: what is committed of which envelope, and what that costs by workstation. What is
 * committed comes from the list of contracts.
 */
@NullMarked
package fr.ght.inventory.view.budgets;

import org.jspecify.annotations.NullMarked;
