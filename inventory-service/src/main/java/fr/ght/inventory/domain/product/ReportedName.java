package fr.ght.inventory.domain.product;

import org.jspecify.annotations.Nullable;

/** A name as machines report it, without its version. */
public record ReportedName(String name, @Nullable String publisher) {}
