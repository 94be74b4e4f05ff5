@NullMarked
package fr.ght.inventory.intake.machines;

import org.jspecify.annotations.NullMarked;
