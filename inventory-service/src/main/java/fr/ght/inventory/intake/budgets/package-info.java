/** Envelopes of the budget, as establishments and groups set them. */
@NullMarked
package fr.ght.inventory.intake.budgets;

import org.jspecify.annotations.NullMarked;
