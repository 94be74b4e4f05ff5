@NullMarked
package fr.ght.view;

import org.jspecify.annotations.NullMarked;
