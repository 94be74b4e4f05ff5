/**
 * What sign-in costs: the same request in turn with and without the check, answered by the same
 * process. The check is left out in a copy of the built service, made for the measurement; the
 * service itself has no such door.
 */
@NullMarked
package fr.ght.benchmarks.signin;

import org.jspecify.annotations.NullMarked;
