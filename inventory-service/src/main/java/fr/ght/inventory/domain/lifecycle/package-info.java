/**
 * Until when the releases of a product are supported (<i>cycle de vie</i>), as endoflife.date tells
 * it. One stream for each of its products and whoever told: a group's own import holds for that
 * group, before what is refreshed for all.
 */
@NullMarked
package fr.ght.inventory.domain.lifecycle;

import org.jspecify.annotations.NullMarked;
