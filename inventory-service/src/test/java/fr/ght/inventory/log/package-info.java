@NullMarked
package fr.ght.inventory.log;

import org.jspecify.annotations.NullMarked;
