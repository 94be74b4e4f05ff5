/**
 * What reported software is in each group's catalogue, and on how many machines of which
 * establishments.
 */
@NullMarked
package fr.ght.inventory.view.products;

import org.jspecify.annotations.NullMarked;
