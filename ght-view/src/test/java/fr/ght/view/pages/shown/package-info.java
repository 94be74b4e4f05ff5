/** What pages show of answers. */
@NullMarked
package fr.ght.view.pages.shown;

import org.jspecify.annotations.NullMarked;
