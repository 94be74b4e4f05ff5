@NullMarked
package fr.ght.inventory.view.catalogue;

import org.jspecify.annotations.NullMarked;
