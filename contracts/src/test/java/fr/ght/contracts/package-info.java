@NullMarked
package fr.ght.contracts;

import org.jspecify.annotations.NullMarked;
