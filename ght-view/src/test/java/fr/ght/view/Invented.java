package fr.ght.view;

import fr.ght.local.testing.AllRights;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Names that no other test uses, since all share one database. */
public final class Invented {
  private Invented() {}

  /** In the shape of a FINESS number; the view checks no digits. */
  public static String finess() {
    return AllRights.establishment(
        "99%07d".formatted(ThreadLocalRandom.current().nextInt(10_000_000)));
  }

  public static String ght() {
    return AllRights.group("ght-" + id().substring(0, 18));
  }

  public static String id() {
    return UUID.randomUUID().toString();
  }
}
