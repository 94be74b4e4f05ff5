@NullMarked
package fr.ght.view.people;

import org.jspecify.annotations.NullMarked;
