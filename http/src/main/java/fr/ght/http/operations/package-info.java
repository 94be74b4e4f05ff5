/** What every service's views answer to operations, on the service's own port only. */
@NullMarked
package fr.ght.http.operations;

import org.jspecify.annotations.NullMarked;
