package fr.ght.http;

import fr.ght.eventsourcing.CommandId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** Digests that tell whether the same was asked under the same name. */
public final class Fingerprint {
  private final MessageDigest digest = sha256();

  public Fingerprint of(String part) {
    return of(part.getBytes(StandardCharsets.UTF_8));
  }

  /** Parts are kept apart: "ab" + "c" is not "a" + "bc". */
  public Fingerprint of(byte[] part) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
    digest.update(part);
    return this;
  }

  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** An identity made of a name that a caller chose freely. */
  public UUID uuid() {
    var bytes = ByteBuffer.wrap(digest.digest());
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  /** The command that {@code tenant} named {@code key}, and that asks for {@code asked}. */
  public static CommandId command(String tenant, String key, Fingerprint asked) {
    return new CommandId(tenant, new Fingerprint().of(key).uuid(), asked.hex());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
