/** Tests of CSV as spreadsheets write and open it. */
@NullMarked
package fr.ght.http.csv;

import org.jspecify.annotations.NullMarked;
