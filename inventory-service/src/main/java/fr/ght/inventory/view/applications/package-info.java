/** Applications as lists show and search them. */
@NullMarked
package fr.ght.inventory.view.applications;

import org.jspecify.annotations.NullMarked;
