package fr.ght.local.testing;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Where the servers of tests come from: {@code -Dinfrastructure=embedded} (from Maven artifacts, no
 * Docker needed; the default) or {@code -Dinfrastructure=containers} (Testcontainers). The tests
 * are the same, and know nothing of it.
 */
public enum Infrastructure {
  EMBEDDED {
    @Override
    public TestPostgres postgres() {
      return EmbeddedPostgres.start();
    }

    @Override
    public TestKafka kafka() {
      return EmbeddedKafka.start();
    }
  },
  CONTAINERS {
    @Override
    public TestPostgres postgres() {
      return ContainerPostgres.start();
    }

    @Override
    public TestKafka kafka() {
      return ContainerKafka.start();
    }
  };

  static final String PROPERTY = "infrastructure";

  /**
   * Starts a server of its own for the caller, who closes it; it ends with this JVM at the latest.
   */
  public abstract TestPostgres postgres();

  /**
   * Starts a server of its own for the caller, who closes it; it ends with this JVM at the latest.
   */
  public abstract TestKafka kafka();

  /**
   * @throws IllegalArgumentException if the property names none
   */
  public static Infrastructure chosen() {
    return named(System.getProperty(PROPERTY, "embedded"));
  }

  static Infrastructure named(String name) {
    return Arrays.stream(values())
        .filter(one -> one.propertyValue().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "-D%s=%s: it is one of %s"
                    .formatted(
                        PROPERTY,
                        name,
                        Arrays.stream(values())
                            .map(Infrastructure::propertyValue)
                            .collect(Collectors.joining(", ")))));
  }

  private String propertyValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
