/**
 * How the events of this service are written in its log: their stored names, their versions, and
 * how value types look in JSON. Names and samples (under {@code src/test/resources/events}) are
 * kept for ever.
 */
@NullMarked
package fr.ght.inventory.log;

import org.jspecify.annotations.NullMarked;
