package fr.ght.inventory.intake.agents.decoding;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;

/** How a body travels; told by its first bytes. */
public enum Compression {
  ZLIB,
  GZIP,
  NONE;

  private static final int BUFFER = 8 * 1024;

  /**
   * @throws UnreadableBody if the bytes begin like nothing an agent sends
   */
  public static Compression of(byte[] body) {
    if (body.length == 0) {
      throw UnreadableBody.malformed("the body is empty");
    }
    int first = body[0] & 0xFF;
    int second = body.length > 1 ? body[1] & 0xFF : 0;
    if (first == 0x1F && second == 0x8B) {
      return GZIP;
    }
    // RFC 1950: method 8, and the two header bytes are a multiple of 31.
    if ((first & 0x0F) == 8 && (first << 8 | second) % 31 == 0) {
      return ZLIB;
    }
    if (first == '<' || first == '{' || first == 0xEF || first <= ' ') {
      return NONE;
    }
    throw new UnreadableBody(
        UnreadableBody.Kind.UNKNOWN_ENCODING, "the body is neither zlib, gzip, XML nor JSON");
  }

  /**
   * The bytes of the document, inflated as they are read, with the checksum verified at the end.
   */
  InputStream open(byte[] body) throws IOException {
    var bytes = new ByteArrayInputStream(body);
    return switch (this) {
      case ZLIB -> new InflaterInputStream(bytes);
      case GZIP -> new GZIPInputStream(bytes, BUFFER);
      case NONE -> bytes;
    };
  }

  /**
   * FusionInventory's agent knows a zlib answer by 78 9C, which level 6, the default, writes.
   *
   * @return {@code content} in this compression
   */
  public byte[] compress(byte[] content) {
    var bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        switch (this) {
          case ZLIB -> new DeflaterOutputStream(bytes);
          case GZIP -> new GZIPOutputStream(bytes);
          case NONE -> bytes;
        }) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
