@NullMarked
package fr.ght.inventory.intake.finess;

import org.jspecify.annotations.NullMarked;
