package fr.ght.inventory.domain.normalisation;

import fr.ght.inventory.domain.normalisation.RuleSet.Identifiers;

/**
 * What a group says a reported name is, over all rules.
 *
 * @param key of the name without version, architecture and language: see {@link
 *     Normaliser#key(ReportedSoftware)}
 * @param code of the product that it is
 */
public record Alias(
    String key, String code, String product, String publisher, Identifiers identifiers) {}
