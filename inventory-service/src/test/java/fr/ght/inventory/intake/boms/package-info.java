@NullMarked
package fr.ght.inventory.intake.boms;

import org.jspecify.annotations.NullMarked;
