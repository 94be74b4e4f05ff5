package fr.ght.local.issuer;

import java.util.List;

/**
 * What a token says of whoever bears it.
 *
 * @param subject the same for the same person
 * @param finess establishments he acts for
 * @param ghts groups he may see
 */
public record Bearer(
    String subject, String name, List<String> roles, List<String> finess, List<String> ghts) {

  public Bearer {
    roles = List.copyOf(roles);
    finess = List.copyOf(finess);
    ghts = List.copyOf(ghts);
  }

  /** Somebody who is nothing but what he may do. */
  public static Bearer of(List<String> roles, List<String> finess, List<String> ghts) {
    var words = String.join("+", roles);
    return new Bearer(
        finess.isEmpty() ? words : words + "@" + String.join("+", finess),
        words + (finess.isEmpty() ? "" : " " + String.join(", ", finess)),
        roles,
        finess,
        ghts);
  }
}
