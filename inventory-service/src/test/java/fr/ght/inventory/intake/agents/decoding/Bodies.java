package fr.ght.inventory.intake.agents.decoding;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Bodies as agents send them, from small fixtures in their shapes. */
public final class Bodies {
  public static final String PROLOG =
      """
      <?xml version="1.0" encoding="UTF-8" ?>
      <REQUEST>
        <DEVICEID>radio-poste-042-2026-01-05-09-00-00</DEVICEID>
        <QUERY>PROLOG</QUERY>
        <TOKEN>12345678</TOKEN>
      </REQUEST>
      """;

  public static final String CONTACT =
      """
      {
         "action": "contact",
         "deviceid": "radio-poste-042-2026-01-05-10-00-00",
         "enabled-tasks": ["inventory"],
         "installed-tasks": ["collect", "inventory"],
         "name": "GLPI-Agent",
         "tag": "ETAB-007",
         "version": "1.12"
      }
      """;

  private Bodies() {}

  public static byte[] fixture(String name) {
    try (var in = Bodies.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public static byte[] zlib(byte[] content) {
    return Compression.ZLIB.compress(content);
  }

  public static byte[] gzip(byte[] content) {
    return Compression.GZIP.compress(content);
  }

  public static byte[] zlib(byte[] content, int level) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(bytes, new Deflater(level))) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** An inventory in XML with this content. */
  public static byte[] inventory(String content) {
    return bytes(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<REQUEST><CONTENT>"
            + content
            + "</CONTENT><DEVICEID>a-device</DEVICEID><QUERY>INVENTORY</QUERY></REQUEST>");
  }

  /** A body of about 100 KB that inflates to {@code mebibytes}, well-formed to its end. */
  public static byte[] bomb(int mebibytes) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(bytes)) {
      out.write(bytes("<REQUEST><CONTENT><SOFTWARES><COMMENTS>"));
      var filling = "A".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < mebibytes; i++) {
        out.write(filling);
      }
      out.write(bytes("</COMMENTS></SOFTWARES></CONTENT><DEVICEID>a</DEVICEID></REQUEST>"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
