@NullMarked
package fr.ght.view.access;

import org.jspecify.annotations.NullMarked;
