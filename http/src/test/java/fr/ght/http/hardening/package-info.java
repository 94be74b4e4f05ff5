/** Tests of what browsers are forbidden and not believed. */
@NullMarked
package fr.ght.http.hardening;

import org.jspecify.annotations.NullMarked;
