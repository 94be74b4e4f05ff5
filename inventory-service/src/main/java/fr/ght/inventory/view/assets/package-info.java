/** Machines as lists show and search them, with their software. */
@NullMarked
package fr.ght.inventory.view.assets;

import org.jspecify.annotations.NullMarked;
