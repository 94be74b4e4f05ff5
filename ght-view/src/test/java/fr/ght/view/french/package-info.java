/** Figures, dates, amounts and terms in French. */
@NullMarked
package fr.ght.view.french;

import org.jspecify.annotations.NullMarked;
