/** What holds for the system as a whole. */
@NullMarked
package fr.ght.endtoend;

import org.jspecify.annotations.NullMarked;
