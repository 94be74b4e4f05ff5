@NullMarked
package fr.ght.inventory.intake.catalogue;

import org.jspecify.annotations.NullMarked;
