package fr.ght.inventory.view.catalogue;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** On how many machines of one establishment something is. */
@Schema(name = "ProductAtEstablishment")
public record AtEstablishment(String establishment, long machines) {}
