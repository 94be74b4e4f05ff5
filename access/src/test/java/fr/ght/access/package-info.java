@NullMarked
package fr.ght.access;

import org.jspecify.annotations.NullMarked;
