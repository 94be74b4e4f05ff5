package fr.ght.inventory.intake.agents.decoding;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/** Counts what comes out of the inflater and stops a bomb at the bound, before it is kept. */
final class InflatedStream extends FilterInputStream {
  private final long bound;
  private long count;

  InflatedStream(InputStream inflater, long bound) {
    super(inflater);
    this.bound = bound;
  }

  /** Bytes inflated so far. */
  long count() {
    return count;
  }

  @Override
  public int read() {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    int read;
    try {
      read = super.read(into, offset, length);
    } catch (EOFException _) {
      throw UnreadableBody.malformed("the compressed body is truncated");
    } catch (ZipException _) {
      throw UnreadableBody.malformed("the compressed body is damaged, or its checksum is wrong");
    } catch (IOException _) {
      throw UnreadableBody.malformed("the body cannot be read");
    }
    if (read > 0) {
      count += read;
      if (count > bound) {
        throw UnreadableBody.tooLarge("the document is larger than " + bound + " bytes inflated");
      }
    }
    return read;
  }
}
