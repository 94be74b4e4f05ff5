@NullMarked
package fr.ght.inventory.view.budgets;

import org.jspecify.annotations.NullMarked;
