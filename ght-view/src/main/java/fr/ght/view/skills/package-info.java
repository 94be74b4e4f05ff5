/**
 * Who is able to keep what in operational condition (<i>compétences MCO</i>), and where too few
 * are. Nobody is named.
 */
@NullMarked
package fr.ght.view.skills;

import org.jspecify.annotations.NullMarked;
