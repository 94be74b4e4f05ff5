/** How facts arrive from Kafka, how far each view is, and building a view anew. */
@NullMarked
package fr.ght.view.facts;

import org.jspecify.annotations.NullMarked;
