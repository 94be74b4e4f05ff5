@NullMarked
package fr.ght.inventory.access;

import org.jspecify.annotations.NullMarked;
