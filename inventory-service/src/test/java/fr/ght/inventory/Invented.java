package fr.ght.inventory;

import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.local.testing.AllRights;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Names that no other test uses, since all share one database. */
public final class Invented {
  private Invented() {}

  /** Drawn at random, one in eight runs would use a number twice. */
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(1_000_000));

  /** A FINESS number with a valid check digit. */
  public static String finess() {
    var stem = "99%06d".formatted(NEXT.getAndIncrement() % 1_000_000);
    for (int digit = 0; digit < 10; digit++) {
      if (Finess.defectOf(stem + digit).equals(Optional.empty())) {
        return AllRights.establishment(stem + digit);
      }
    }
    throw new IllegalStateException("one of ten check digits is right");
  }

  public static String ght() {
    return AllRights.group("ght-" + id());
  }

  public static String id() {
    return UUID.randomUUID().toString().substring(0, 18);
  }
}
