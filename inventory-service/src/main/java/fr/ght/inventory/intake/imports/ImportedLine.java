package fr.ght.inventory.intake.imports;

import fr.ght.eventsourcing.StreamId;
import fr.ght.inventory.domain.establishment.Finess;
import java.util.Optional;
import java.util.function.Function;

/**
 * One line of a file, read.
 *
 * @param about what no other line of the file may be about
 * @param command on what is known so far
 * @param owner whose the stream is so far; empty if there is none
 */
record ImportedLine<C, S>(
    StreamId stream,
    String about,
    Finess establishment,
    Function<S, C> command,
    Function<S, Optional<Finess>> owner) {}
