@NullMarked
package fr.ght.eventsourcing.rebuild;

import org.jspecify.annotations.NullMarked;
