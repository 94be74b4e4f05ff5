@NullMarked
package fr.ght.inventory.intake.events;

import org.jspecify.annotations.NullMarked;
