/**
 * What all HTTP answers of this service share: problem details (RFC 9457), how strictly JSON is
 * read, who calls, "as of", entity tags and cursors. It knows nothing of inventory.
 */
@NullMarked
package fr.ght.inventory.http;

import org.jspecify.annotations.NullMarked;
