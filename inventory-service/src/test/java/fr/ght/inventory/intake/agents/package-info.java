@NullMarked
package fr.ght.inventory.intake.agents;

import org.jspecify.annotations.NullMarked;
