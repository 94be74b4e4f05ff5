package fr.ght.local;

import java.util.List;
import java.util.Optional;

/** A running instance, as {@code instance.json} tells it to {@code status} and {@code rebuild}. */
record Instance(long pid, int port, List<Part> parts) {

  /** One process and the loopback port it answers on. */
  record Part(String name, long pid, int port) {}

  Optional<Part> part(String name) {
    return parts.stream().filter(part -> part.name().equals(name)).findFirst();
  }
}
