/**
 * The outside world becomes commands: REST resources that parse at the edge, and the packages below
 * for machines' reports and pushed events. The clock is read and identities are made here, so that
 * the domain needs neither.
 */
@NullMarked
package fr.ght.inventory.intake;

import org.jspecify.annotations.NullMarked;
