/**
 * What people send who want to get where they do not belong: {@link
 * fr.ght.local.testing.intruders.ForgedTokens}, {@link
 * fr.ght.local.testing.intruders.CrookedAddresses} and headers, sent byte by byte ({@link
 * fr.ght.local.testing.intruders.Raw}), as no HTTP client would.
 */
@NullMarked
package fr.ght.local.testing.intruders;

import org.jspecify.annotations.NullMarked;
