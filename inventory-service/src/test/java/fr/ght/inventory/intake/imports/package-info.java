@NullMarked
package fr.ght.inventory.intake.imports;

import org.jspecify.annotations.NullMarked;
