/** How things are said in French: figures, dates, amounts, and the terms for codes. */
@NullMarked
package fr.ght.view.french;

import org.jspecify.annotations.NullMarked;
