/**
 * A deployed application (<i>application déployée</i>): one product serving one business function
 * at one establishment, as an instance that other establishments may share; with what depends on it
 * (DICT, RTO, RPO), where it is hosted, and what it exchanges with others.
 *
 * <pre>
 * Undeclared → Planned → InDeployment → InProduction → ReadOnly → Decommissioned
 * </pre>
 *
 * <p>An application may be declared in any state, since a hospital that joins already runs
 * software, and may skip states; it goes back only as a correction with a reason. What a
 * declaration does not say of how it is run stays as it was known.
 */
@NullMarked
package fr.ght.inventory.domain.application;

import org.jspecify.annotations.NullMarked;
