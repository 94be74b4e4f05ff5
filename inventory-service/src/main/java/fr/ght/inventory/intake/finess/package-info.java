/**
 * The national register of establishments (FINESS, répertoire) as it is published since 2026: which
 * groups there are, and who belongs to them. What it says becomes the same commands that people
 * give, so that their rules hold for it too.
 */
@NullMarked
package fr.ght.inventory.intake.finess;

import org.jspecify.annotations.NullMarked;
