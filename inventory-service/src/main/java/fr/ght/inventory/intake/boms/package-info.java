/**
 * Bills of materials (CycloneDX 1.5 and 1.6, JSON): what is installed on a server or a device, as
 * scanners and manufacturers write it. One BOM is about one machine, which is named by the caller
 * or recognised by the keys that the BOM shows; its components become the machine's software, with
 * purl and cpe (ADR 26).
 *
 * <pre>
 * bytes → BomReader → Bom → Described → BomImport → command to the asset
 * </pre>
 */
@NullMarked
package fr.ght.inventory.intake.boms;

import org.jspecify.annotations.NullMarked;
