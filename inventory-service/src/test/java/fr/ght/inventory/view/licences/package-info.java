@NullMarked
package fr.ght.inventory.view.licences;

import org.jspecify.annotations.NullMarked;
