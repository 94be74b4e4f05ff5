/**
 * What all HTTP answers of the services share: problem details (RFC 9457), how strictly JSON is
 * read, who calls, "as of" and entity tags. It knows nothing of any domain.
 */
@NullMarked
package fr.ght.http;

import org.jspecify.annotations.NullMarked;
