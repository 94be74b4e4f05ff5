package fr.ght.local.issuer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.lang.JoseException;

/** The issuer's key pair, kept in a file that only its owner reads. */
record SigningKey(RsaJsonWebKey key) {
  private static final int BITS = 2048;

  /** Made at first use. */
  static SigningKey at(Path file) throws IOException {
    try {
      if (Files.exists(file)) {
        return new SigningKey(new RsaJsonWebKey(JsonUtil.parseJson(Files.readString(file))));
      }
      var made = generated();
      keep(file, JsonUtil.toJson(made.key().toParams(OutputControlLevel.INCLUDE_PRIVATE)));
      return made;
    } catch (JoseException e) {
      throw new IOException("the issuer's key cannot be read: remove " + file, e);
    }
  }

  static SigningKey generated() throws JoseException {
    var key = RsaJwkGenerator.generateJwk(BITS);
    key.setKeyId(java.util.UUID.randomUUID().toString());
    key.setUse("sig");
    key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
    return new SigningKey(key);
  }

  /** Never readable to others, not even for a moment, and never half there. */
  static void keep(Path file, String secret) throws IOException {
    Files.createDirectories(file.getParent());
    var half = file.resolveSibling(file.getFileName() + ".half");
    Files.deleteIfExists(half);
    Files.createFile(
        half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(half, secret.getBytes(StandardCharsets.UTF_8));
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** What everybody may know of it. */
  Map<String, Object> published() {
    return key.toParams(OutputControlLevel.PUBLIC_ONLY);
  }
}
