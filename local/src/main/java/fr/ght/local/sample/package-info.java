/**
 * The sample group that {@code ./run up} pushes once, through the public API like anyone else: the
 * GHT Loire with fifteen members; its machines and applications are invented.
 */
@NullMarked
package fr.ght.local.sample;

import org.jspecify.annotations.NullMarked;
