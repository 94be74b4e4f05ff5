/** How the pages tell in French what changed: a sentence per change. */
@NullMarked
package fr.ght.view.pages.french;

import org.jspecify.annotations.NullMarked;
