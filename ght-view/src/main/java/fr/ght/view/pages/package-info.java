/** The web pages, in French: rendered here, kept up to date by server-sent events. */
@NullMarked
package fr.ght.view.pages;

import org.jspecify.annotations.NullMarked;
