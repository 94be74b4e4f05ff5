/** Reports that were taken but could not be counted, until a person has settled them. */
@NullMarked
package fr.ght.view.incidents;

import org.jspecify.annotations.NullMarked;
