/** How the pages say things in French: figures, dates, terms, and a sentence per change. */
@NullMarked
package fr.ght.view.pages.french;

import org.jspecify.annotations.NullMarked;
