package fr.ght.inventory.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key and a certificate for one address that vouches for itself, as PEM files. */
record Certificate(Path key, Path certificate, KeyStore store) {
  private static final char[] STORE = "only-in-a-test".toCharArray();

  /**
   * @param address what the certificate is for, as {@code ip:127.0.0.1}
   */
  static Certificate make(Path folder, String name, String address)
      throws IOException, InterruptedException, GeneralSecurityException {
    var file = folder.resolve(name + ".p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var making =
        new ProcessBuilder(
                List.of(
                    keytool,
                    "-genkeypair",
                    "-alias",
                    name,
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-dname",
                    "CN=" + name,
                    "-ext",
                    "san=" + address,
                    "-ext",
                    "bc=ca:true",
                    "-validity",
                    "2",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    file.toString(),
                    "-storepass:env",
                    "STORE"))
            .inheritIO();
    making.environment().put("STORE", new String(STORE));
    if (making.start().waitFor() != 0) {
      throw new IOException("keytool made no certificate");
    }
    var store = KeyStore.getInstance(file.toFile(), STORE);
    return new Certificate(
        written(
            folder.resolve(name + ".key"), "PRIVATE KEY", store.getKey(name, STORE).getEncoded()),
        written(
            folder.resolve(name + ".crt"), "CERTIFICATE", store.getCertificate(name).getEncoded()),
        store);
  }

  /** Believes this certificate and no other. */
  SSLContext trusting() throws GeneralSecurityException {
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    var trusted = KeyStore.getInstance("PKCS12");
    try {
      trusted.load(null, null);
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
    trusted.setCertificateEntry("it", store.getCertificate(store.aliases().nextElement()));
    trust.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static Path written(Path file, String kind, byte[] content) throws IOException {
    var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        file, "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, lines));
    // PostgreSQL takes no key that others may read.
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
