@NullMarked
package fr.ght.inventory.reaction;

import org.jspecify.annotations.NullMarked;
