@NullMarked
package fr.ght.inventory.view;

import org.jspecify.annotations.NullMarked;
