/**
 * Real servers for tests. {@link fr.ght.local.testing.Infrastructure} decides whether they are
 * embedded or in containers; {@link fr.ght.local.testing.LocalServers} gives them to Quarkus tests.
 */
@NullMarked
package fr.ght.local.testing;

import org.jspecify.annotations.NullMarked;
