/** Who changed what in a group, when, and what caused it. */
@NullMarked
package fr.ght.view.audit;

import org.jspecify.annotations.NullMarked;
