@NullMarked
package fr.ght.access.signin;

import org.jspecify.annotations.NullMarked;
