/**
 * Which establishments are in which group, when, in which role, and what they say of themselves.
 */
@NullMarked
package fr.ght.view.members;

import org.jspecify.annotations.NullMarked;
