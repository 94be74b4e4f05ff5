@NullMarked
package fr.ght.local.issuer;

import org.jspecify.annotations.NullMarked;
