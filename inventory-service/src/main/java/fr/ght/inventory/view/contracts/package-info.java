/**
 * Contracts as lists show them: when notice must be given, and what is rented and what is bought.
 */
@NullMarked
package fr.ght.inventory.view.contracts;

import org.jspecify.annotations.NullMarked;
