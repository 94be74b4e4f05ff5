/**
 * What the establishments of a group have agreed with suppliers, until when somebody has to decide
 * about it, and how much of it is rented or bought.
 */
@NullMarked
package fr.ght.view.contracts;

import org.jspecify.annotations.NullMarked;
