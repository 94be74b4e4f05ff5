package fr.ght.eventsourcing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * The stored names of a sealed family of events: explicit and stable, so that classes may be
 * renamed while the log stays readable. Immutable once built.
 */
public final class EventTypes<E> {

  private record Known<E>(String name, int version, Class<? extends E> shape) {}

  private record From(String name, int version) {}

  private final ObjectMapper json;
  private final Map<String, Known<E>> byName;
  private final Map<Class<?>, Known<E>> byClass;
  private final Map<From, UnaryOperator<JsonNode>> upcasters;

  private EventTypes(Builder<E> builder) {
    json = builder.json;
    byName = Map.copyOf(builder.byName);
    byClass = Map.copyOf(builder.byClass);
    upcasters = Map.copyOf(builder.upcasters);
  }

  /**
   * Starts the table of {@code family}; {@link Builder#build} fails unless every permitted record
   * is named.
   */
  public static <E> Builder<E> of(Class<E> family, ObjectMapper json) {
    return new Builder<>(family, json);
  }

  /** Whether {@code type} is one of this family's stored names. */
  public boolean knows(String type) {
    return byName.containsKey(type);
  }

  /** The stored names with their current schema versions. */
  public Map<String, Integer> names() {
    var names = new LinkedHashMap<String, Integer>();
    byName.values().forEach(known -> names.put(known.name(), known.version()));
    return names;
  }

  public NewEvent encode(E event, UUID id, Instant occurredAt) {
    var known = byClass.get(event.getClass());
    if (known == null) {
      throw new IllegalArgumentException("no stored name for " + event.getClass());
    }
    try {
      return new NewEvent(
          id, known.name(), known.version(), json.writeValueAsString(event), occurredAt);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + known.name(), e);
    }
  }

  /**
   * The event on this line, lifted to today's shape.
   *
   * @throws UnreadableEvent if no shape or upcaster fits the line
   */
  public E decode(StoredEvent line) {
    var known = byName.get(line.type());
    if (known == null) {
      throw new UnreadableEvent(line, "unknown type");
    }
    try {
      E event =
          line.schemaVersion() == known.version()
              ? json.readValue(line.payload(), known.shape())
              : json.treeToValue(upcast(line, known), known.shape());
      if (event == null) {
        throw new UnreadableEvent(line, "is null");
      }
      return event;
    } catch (JsonProcessingException e) {
      throw new UnreadableEvent(line, where(e));
    }
  }

  /** Where it does not fit; Jackson's own message may quote the content. */
  private static String where(JsonProcessingException failure) {
    return failure instanceof JsonMappingException mapping
        ? "does not fit at " + mapping.getPathReference()
        : "no JSON";
  }

  public Recorded<E> read(StoredEvent line) {
    return new Recorded<>(decode(line), line);
  }

  public List<E> decode(List<StoredEvent> lines) {
    return lines.stream().map(this::decode).toList();
  }

  private JsonNode upcast(StoredEvent line, Known<E> known) throws JsonProcessingException {
    if (line.schemaVersion() > known.version()) {
      throw new UnreadableEvent(line, "written by a newer program");
    }
    var node = json.readTree(line.payload());
    for (int version = line.schemaVersion(); version < known.version(); version++) {
      var step = upcasters.get(new From(known.name(), version));
      if (step == null) {
        throw new UnreadableEvent(line, "no upcaster from version " + version);
      }
      try {
        node = step.apply(node);
      } catch (RuntimeException e) {
        throw new UnreadableEvent(line, "the upcaster from version " + version + " does not fit");
      }
    }
    return node;
  }

  public static final class Builder<E> {
    private final Class<E> family;
    private final ObjectMapper json;
    private final Map<String, Known<E>> byName = new LinkedHashMap<>();
    private final Map<Class<?>, Known<E>> byClass = new LinkedHashMap<>();
    private final Map<From, UnaryOperator<JsonNode>> upcasters = new LinkedHashMap<>();

    private Builder(Class<E> family, ObjectMapper json) {
      this.family = family;
      this.json = json;
    }

    /**
     * The record {@code shape} is stored as {@code name}, today at schema version {@code version}.
     */
    public Builder<E> type(String name, int version, Class<? extends E> shape) {
      var known = new Known<E>(name, version, shape);
      if (byName.put(name, known) != null || byClass.put(shape, known) != null) {
        throw new IllegalStateException("named twice: " + name);
      }
      return this;
    }

    /** How a payload of {@code name} at version {@code from} reads at {@code from + 1}. */
    public Builder<E> upcast(String name, int from, UnaryOperator<JsonNode> step) {
      if (upcasters.put(new From(name, from), step) != null) {
        throw new IllegalStateException("upcast twice: " + name + " from " + from);
      }
      return this;
    }

    /**
     * The finished table.
     *
     * @throws IllegalStateException if a record of the family has no name, or a version between the
     *     first and today's no upcaster
     */
    public EventTypes<E> build() {
      requireNamed(family);
      for (var known : byName.values()) {
        for (int version = 1; version < known.version(); version++) {
          if (!upcasters.containsKey(new From(known.name(), version))) {
            throw new IllegalStateException("no upcaster for " + known.name() + " from " + version);
          }
        }
      }
      return new EventTypes<>(this);
    }

    private void requireNamed(Class<?> shape) {
      if (shape.isSealed()) {
        for (var permitted : shape.getPermittedSubclasses()) {
          requireNamed(permitted);
        }
      } else if (!byClass.containsKey(shape)) {
        throw new IllegalStateException("no stored name for " + shape);
      }
    }
  }
}
