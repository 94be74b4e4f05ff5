/**
 * Who calls and what he may do, for all services: {@link fr.ght.access.Policy} is the one place
 * where rights are written. Pure; {@code signin} knows the framework, {@code identity} the names.
 */
@NullMarked
package fr.ght.access;

import org.jspecify.annotations.NullMarked;
