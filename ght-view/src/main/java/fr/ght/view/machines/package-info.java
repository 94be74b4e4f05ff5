/** Machines as the group sees them, searchable. */
@NullMarked
package fr.ght.view.machines;

import org.jspecify.annotations.NullMarked;
