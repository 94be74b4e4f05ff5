/**
 * What every answer forbids browsers, and which requests of browsers are not believed: written once
 * for all services, and in force before any other part of a service sees the request.
 */
@NullMarked
package fr.ght.http.hardening;

import org.jspecify.annotations.NullMarked;
