package fr.ght.view;

import fr.ght.local.testing.AllRights;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Names that no other test uses, since all share one database. */
public final class Invented {
  private Invented() {}

  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(10_000_000));

  /** In the shape of a FINESS number; the view checks no digits. */
  public static String finess() {
    return AllRights.establishment("99%07d".formatted(NEXT.getAndIncrement() % 10_000_000));
  }

  public static String ght() {
    return AllRights.group("ght-" + id().substring(0, 18));
  }

  public static String id() {
    return UUID.randomUUID().toString();
  }
}
