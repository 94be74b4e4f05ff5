@NullMarked
package fr.ght.view.contracts;

import org.jspecify.annotations.NullMarked;
