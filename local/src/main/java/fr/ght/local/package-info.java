/**
 * Everything on one machine: a real PostgreSQL and a real Kafka from Maven artifacts, the services,
 * and one address in front of them. {@link fr.ght.local.PostgresServer} and {@link
 * fr.ght.local.KafkaServer} are what the tests of every module stand on as well. Every process that
 * is started here runs under a guard ({@link fr.ght.local.GuardedProcess}), so that none outlives
 * the one that started it, whatever death that one dies.
 */
@NullMarked
package fr.ght.local;

import org.jspecify.annotations.NullMarked;
