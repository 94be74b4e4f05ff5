/**
 * How names as machines report them become products: "Mozilla Firefox 128.0 (x64 fr)" of "Mozilla
 * Corporation" is Firefox of Mozilla in version 128.0.
 *
 * <pre>
 * reported → aliases of the group → tidied and cleaned → rules, the first that matches
 *          → Recognised | SetAside | Unknown, each with the rules that made it so
 * </pre>
 *
 * <p>The rules are data of a {@link fr.ght.inventory.domain.normalisation.RuleSet}; this package
 * only applies them. A name that no rule is sure of stays unknown: two products taken for one cost
 * more than one that somebody has to name (ADR 22).
 */
@NullMarked
package fr.ght.inventory.domain.normalisation;

import org.jspecify.annotations.NullMarked;
