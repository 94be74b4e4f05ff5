/**
 * The inventory agents of the establishments over HTTP: FusionInventory, OCS and GLPI, each
 * answered in its own words. What they send is decoded in {@link
 * fr.ght.inventory.intake.agents.decoding}; what becomes of a report is behind {@link
 * fr.ght.inventory.intake.agents.ReportIntake}.
 *
 * <p>No agent sends a refused inventory again, and all of them try a prolog again later. So load is
 * pushed back on prolog and contact, and an inventory is answered only once it is durable.
 */
@NullMarked
package fr.ght.inventory.intake.agents;

import org.jspecify.annotations.NullMarked;
