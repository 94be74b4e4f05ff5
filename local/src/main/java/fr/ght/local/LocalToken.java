package fr.ght.local;

import fr.ght.local.issuer.Bearer;
import fr.ght.local.issuer.DevelopmentIssuer;
import java.io.IOException;

/** Tokens of the instance that runs on a data folder, signed with the key that lies there. */
final class LocalToken {

  private LocalToken() {}

  /**
   * @throws IllegalStateException if nothing runs there
   */
  static String of(DataFolder data, Bearer bearer) throws IOException {
    var instance = data.instance();
    if (!data.isInUse() || instance.isEmpty()) {
      throw new IllegalStateException(
          "nothing is running on %s: start it with ./run up, or name another with --data or --port"
              .formatted(data.path()));
    }
    return DevelopmentIssuer.at(instance.get().port(), data.secrets()).token(bearer);
  }
}
