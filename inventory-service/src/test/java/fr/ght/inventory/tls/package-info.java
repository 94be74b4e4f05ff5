/** The service over TLS only, with certificates made for the test. */
@NullMarked
package fr.ght.inventory.tls;

import org.jspecify.annotations.NullMarked;
