@NullMarked
package fr.ght.inventory.http;

import org.jspecify.annotations.NullMarked;
