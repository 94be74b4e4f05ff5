/**
 * Licences: whether no more is used than contracts allow (<i>conformité des licences</i>), and
 * which share of what is installed is licensed or maintained (<i>licences à jour</i>).
 */
@NullMarked
package fr.ght.inventory.view.licences;

import org.jspecify.annotations.NullMarked;
