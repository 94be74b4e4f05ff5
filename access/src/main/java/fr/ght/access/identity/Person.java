package fr.ght.access.identity;

import org.jspecify.annotations.Nullable;

/**
 * Somebody as his issuer knows him.
 *
 * @param name as people call him; null if the issuer does not say
 */
public record Person(String issuer, String subject, @Nullable String name) {}
