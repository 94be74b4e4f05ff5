/**
 * The public facts: what a service promises to tell the others, one sealed family per service.
 *
 * <p>Facts travel as CloudEvents 1.0 in Kafka's binary mode. Their JSON samples are kept for ever;
 * the build fails when today's reader cannot read an old sample.
 */
@NullMarked
package fr.ght.contracts;

import org.jspecify.annotations.NullMarked;
