/** People behind pseudonyms, and that they can be forgotten. */
@NullMarked
package fr.ght.view.people;

import org.jspecify.annotations.NullMarked;
