/** Lists over the machines of a whole country, asked over HTTP and bare. */
@NullMarked
package fr.ght.benchmarks.search;

import org.jspecify.annotations.NullMarked;
