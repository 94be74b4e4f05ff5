@NullMarked
package fr.ght.inventory.publication;

import org.jspecify.annotations.NullMarked;
