/** What the documents of topics, facts and events are made of: {@code docs/events}. */
@NullMarked
package fr.ght.inventory.documentation;

import org.jspecify.annotations.NullMarked;
