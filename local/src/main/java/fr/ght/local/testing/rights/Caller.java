package fr.ght.local.testing.rights;

/**
 * Who asks, and how what there is lies to him.
 *
 * @param authorization the header's value; empty for none
 */
public record Caller(String authorization, Place own, Place group, Place other) {

  Place at(Position position) {
    return switch (position) {
      case OWN -> own;
      case GROUP -> group;
      case OTHER -> other;
    };
  }
}
