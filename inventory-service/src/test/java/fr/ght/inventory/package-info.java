@NullMarked
package fr.ght.inventory;

import org.jspecify.annotations.NullMarked;
