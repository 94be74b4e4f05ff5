/**
 * CSV as hospitals have it: what spreadsheets of French Windows write is read, and what is written
 * they open rightly.
 */
@NullMarked
package fr.ght.http.csv;

import org.jspecify.annotations.NullMarked;
