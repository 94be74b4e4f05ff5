@NullMarked
package fr.ght.inventory.intake.credentials;

import org.jspecify.annotations.NullMarked;
