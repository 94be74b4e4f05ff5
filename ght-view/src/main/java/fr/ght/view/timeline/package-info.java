/** What changed in the group, latest first. */
@NullMarked
package fr.ght.view.timeline;

import org.jspecify.annotations.NullMarked;
