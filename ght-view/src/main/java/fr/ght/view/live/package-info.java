/** Server-sent events that tell open pages what to read again. */
@NullMarked
package fr.ght.view.live;

import org.jspecify.annotations.NullMarked;
