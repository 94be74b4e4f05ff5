/** Who is able to maintain what, as lists show it, and where too few are. */
@NullMarked
package fr.ght.inventory.view.skills;

import org.jspecify.annotations.NullMarked;
