/**
 * From the bytes that an inventory agent sends to what the platform keeps of them. {@link
 * fr.ght.inventory.intake.agents.decoding.AgentDecoder} is the door: it recognises the compression
 * and the format from the first bytes, never from headers, inflates while parsing within a bound,
 * and lets {@link fr.ght.inventory.intake.agents.decoding.Section} say which fields are read at
 * all. What is not named there (users, environment, processes, licence keys, command lines) is
 * skipped in the stream and never becomes a value, so it cannot be stored or logged. No clock, no
 * threads: the same bytes and receipt instant give the same message.
 */
@NullMarked
package fr.ght.inventory.intake.agents.decoding;

import org.jspecify.annotations.NullMarked;
