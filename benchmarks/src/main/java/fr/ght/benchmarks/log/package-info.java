/** The log, the relay and the views by themselves, each beside its bare ceiling of the same run. */
@NullMarked
package fr.ght.benchmarks.log;

import org.jspecify.annotations.NullMarked;
