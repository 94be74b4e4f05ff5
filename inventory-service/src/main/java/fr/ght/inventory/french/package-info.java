/** What French spreadsheets say for codes, in files that are read and in those that are written. */
@NullMarked
package fr.ght.inventory.french;

import org.jspecify.annotations.NullMarked;
