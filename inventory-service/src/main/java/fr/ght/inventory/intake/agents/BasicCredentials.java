package fr.ght.inventory.intake.agents;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** What a request says of who sends it, by HTTP Basic (RFC 7617). */
sealed interface BasicCredentials {
  /** Nobody's user name and password are that long. */
  int LONGEST = 1_024;

  String SCHEME = "Basic ";
  String BEARER = "Bearer ";

  /** None yet, as in every first request of an agent. */
  record Missing() implements BasicCredentials {}

  /** A token, which is for others to judge. */
  record Token() implements BasicCredentials {}

  /** Another scheme, or nothing that could be read. */
  record Malformed() implements BasicCredentials {}

  /**
   * Never shown: a caller may have put its password anywhere.
   *
   * @param password byte by byte as one sign each; ours are ASCII, in which every charset agrees
   */
  record Given(String user, String password) implements BasicCredentials {
    @Override
    public String toString() {
      return "Given[not shown]";
    }
  }

  /**
   * @param headers all of the request's Authorization headers
   */
  static BasicCredentials read(List<String> headers) {
    return switch (headers.size()) {
      case 0 -> new Missing();
      case 1 -> read(headers.getFirst());
      default -> new Malformed();
    };
  }

  private static BasicCredentials read(String header) {
    if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return new Token();
    }
    if (header.length() > LONGEST || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return new Malformed();
    }
    try {
      var bytes = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
      var text = new String(bytes, StandardCharsets.ISO_8859_1);
      var colon = text.indexOf(':');
      return colon < 0
          ? new Malformed()
          : new Given(text.substring(0, colon), text.substring(colon + 1));
    } catch (IllegalArgumentException _) {
      return new Malformed();
    }
  }
}
