/** The lists of a group's catalogue: its products, one of them, and what nobody knows yet. */
@NullMarked
package fr.ght.inventory.view.catalogue;

import org.jspecify.annotations.NullMarked;
