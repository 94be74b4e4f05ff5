@NullMarked
package fr.ght.inventory.intake.contracts;

import org.jspecify.annotations.NullMarked;
