/**
 * What people say of software: a group's catalogue and its aliases, the rules of its names, and
 * until when products are supported.
 */
@NullMarked
package fr.ght.inventory.intake.catalogue;

import org.jspecify.annotations.NullMarked;
