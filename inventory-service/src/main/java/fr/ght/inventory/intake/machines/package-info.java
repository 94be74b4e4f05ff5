/**
 * What becomes of a machine's report: which asset it is about is found by its keys, whose holders
 * are claims in the log; the asset takes it; assets that it shows to be one machine are merged; and
 * what a person must look at is raised as an incident. A report is decided anew until it rests on
 * keys that nobody took meanwhile, so that any number of them may come at once, in any order.
 */
@NullMarked
package fr.ght.inventory.intake.machines;

import org.jspecify.annotations.NullMarked;
