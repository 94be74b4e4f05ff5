/**
 * Lists as all services answer them: page by page behind a cursor, as of an instant, with a total
 * that says whether it is exact.
 */
@NullMarked
package fr.ght.http.lists;

import org.jspecify.annotations.NullMarked;
