/** The pages as a reader sees them. */
@NullMarked
package fr.ght.view.pages;

import org.jspecify.annotations.NullMarked;
