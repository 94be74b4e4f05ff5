/**
 * What each page shows, said in French and ready to be placed: templates only decide where. Nothing
 * here is HTML; the templates escape it.
 */
@NullMarked
package fr.ght.view.pages.shown;

import org.jspecify.annotations.NullMarked;
