/**
 * The table of rights of {@code docs/rights.md}, held against a running service: {@link
 * fr.ght.local.testing.rights.RightsTable} reads it, {@link fr.ght.local.testing.rights.Endpoints}
 * asks the service what it has, and {@link fr.ght.local.testing.rights.RightsMatrix} asks each
 * cell's question. A service's test says how an endpoint is asked ({@link
 * fr.ght.local.testing.rights.Question}) and what lies where.
 */
@NullMarked
package fr.ght.local.testing.rights;

import org.jspecify.annotations.NullMarked;
