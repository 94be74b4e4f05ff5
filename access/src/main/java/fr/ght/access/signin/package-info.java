/**
 * From tokens to callers: who is not signed in hears so before any resource does, and {@link
 * fr.ght.access.signin.Call} says to resources who calls. See ADR 16.
 */
@NullMarked
package fr.ght.access.signin;

import org.jspecify.annotations.NullMarked;
