/** Sentences in French. */
@NullMarked
package fr.ght.view.pages.french;

import org.jspecify.annotations.NullMarked;
