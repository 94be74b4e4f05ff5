/**
 * Spreadsheets → commands: CSV files of many lines, each line about one thing of an establishment.
 *
 * <p>A file is first looked through whole: what cannot be read, what the rules refuse and what is
 * not the caller's is named by line and column. Nothing is written while a line is wrong, unless
 * the caller wants the good ones taken. Each line is one command on one stream, so it is taken
 * whole or not at all, and a file that is sent again changes nothing.
 */
@NullMarked
package fr.ght.inventory.intake.imports;

import org.jspecify.annotations.NullMarked;
