@NullMarked
package fr.ght.inventory.view.contracts;

import org.jspecify.annotations.NullMarked;
