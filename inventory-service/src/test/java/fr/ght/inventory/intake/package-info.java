@NullMarked
package fr.ght.inventory.intake;

import org.jspecify.annotations.NullMarked;
