package fr.ght.eventsourcing;

/** An event read back from the log, with the line it stood on. */
public record Recorded<E>(E event, StoredEvent line) {}
