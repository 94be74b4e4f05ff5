/** The embedded servers as a resource of Quarkus tests. */
@NullMarked
package fr.ght.local.testing;

import org.jspecify.annotations.NullMarked;
