/** Contracts as callers declare them, and what they tell of their life. */
@NullMarked
package fr.ght.inventory.intake.contracts;

import org.jspecify.annotations.NullMarked;
