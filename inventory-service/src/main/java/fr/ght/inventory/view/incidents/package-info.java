/** Incidents of the intake, open and settled. */
@NullMarked
package fr.ght.inventory.view.incidents;

import org.jspecify.annotations.NullMarked;
