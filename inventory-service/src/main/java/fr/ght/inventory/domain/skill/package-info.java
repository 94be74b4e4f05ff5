/**
 * How many people of an establishment are able to keep a product in operational condition
 * (<i>compétences MCO</i>). People are counted by level, never named.
 *
 * <pre>
 * Unrecorded → Recorded (level by level: recorded, recorded anew, withdrawn)
 * </pre>
 *
 * <p>What was recorded of one level does not touch the others. Nobody recorded is something else
 * than nothing recorded: the former is known, the latter is not.
 */
@NullMarked
package fr.ght.inventory.domain.skill;

import org.jspecify.annotations.NullMarked;
