/**
 * A deployed application (<i>application déployée</i>): one product serving one business function
 * at one establishment.
 *
 * <pre>
 * Undeclared → Planned → InDeployment → InProduction → ReadOnly → Decommissioned
 * </pre>
 *
 * <p>An application may be declared in any state, since a hospital that joins already runs
 * software, and may skip states; it goes back only as a correction with a reason.
 */
@NullMarked
package fr.ght.inventory.domain.application;

import org.jspecify.annotations.NullMarked;
