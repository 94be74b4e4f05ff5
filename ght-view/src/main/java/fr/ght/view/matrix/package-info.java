/** Which establishment runs what for which business function. */
@NullMarked
package fr.ght.view.matrix;

import org.jspecify.annotations.NullMarked;
