package fr.ght.inventory.intake.agents.decoding;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;

/**
 * Reads UTF-8 and takes what is not UTF-8 for Windows-1252, byte by byte.
 *
 * <p>Agents declare UTF-8 and pass on names that drivers and registries hold in Latin-1; both occur
 * in one document. Windows-1252 differs from Latin-1 only where Latin-1 has no printable sign. A
 * document that is Latin-1 throughout reads well too, since its accents are not valid UTF-8.
 */
final class LenientUtf8 extends Reader {
  private static final int BUFFER = 8 * 1024;
  private static final int LONGEST_SEQUENCE = 4;
  private static final char[] WINDOWS_1252 = windows1252();

  private final InputStream in;
  private final byte[] bytes = new byte[BUFFER];
  private int next;
  private int end;
  private boolean drained;
  private char lowSurrogate;

  LenientUtf8(InputStream in) {
    this.in = in;
  }

  /**
   * Skips a byte order mark and white space.
   *
   * @return the first byte of the document, which is still to be read, or -1 if there is none
   */
  int start() throws IOException {
    fill();
    if (end - next >= 3
        && bytes[next] == (byte) 0xEF
        && bytes[next + 1] == (byte) 0xBB
        && bytes[next + 2] == (byte) 0xBF) {
      next += 3;
    }
    while (next < end || fill()) {
      if (bytes[next] < 0 || bytes[next] > ' ') {
        return bytes[next] & 0xFF;
      }
      next++;
    }
    return -1;
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    int written = 0;
    if (lowSurrogate != 0 && length > 0) {
      into[offset] = lowSurrogate;
      lowSurrogate = 0;
      written = 1;
    }
    while (written < length) {
      if (next == end && (written > 0 || !fill())) {
        break;
      }
      if (bytes[next] >= 0) {
        written += ascii(into, offset + written, length - written);
        continue;
      }
      if (end - next < LONGEST_SEQUENCE && !drained) {
        fill();
      }
      written += sequence(into, offset + written, length - written);
    }
    return written == 0 && length > 0 ? -1 : written;
  }

  private int ascii(char[] into, int offset, int length) {
    int run = Math.min(length, end - next);
    int i = 0;
    byte b;
    while (i < run && (b = bytes[next + i]) >= 0) {
      into[offset + i++] = (char) b;
    }
    next += i;
    return i;
  }

  /** Reads one character that is not ASCII; the second half of a pair may have to wait. */
  private int sequence(char[] into, int offset, int room) {
    int lead = bytes[next] & 0xFF;
    int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    int code = lead & (0xFF >> (length + 1));
    boolean valid = lead >= 0xC2 && lead <= 0xF4 && end - next >= length;
    for (int i = 1; valid && i < length; i++) {
      int follower = bytes[next + i] & 0xFF;
      valid = (follower & 0xC0) == 0x80;
      code = (code << 6) | (follower & 0x3F);
    }
    if (!valid || !isScalar(code, length)) {
      into[offset] = WINDOWS_1252[lead - 0x80];
      next++;
      return 1;
    }
    next += length;
    if (length < 4) {
      into[offset] = (char) code;
      return 1;
    }
    into[offset] = Character.highSurrogate(code);
    if (room > 1) {
      into[offset + 1] = Character.lowSurrogate(code);
      return 2;
    }
    lowSurrogate = Character.lowSurrogate(code);
    return 1;
  }

  private static boolean isScalar(int code, int length) {
    return switch (length) {
      case 3 -> code >= 0x800 && (code < 0xD800 || code > 0xDFFF);
      case 4 -> code >= 0x10000 && code <= 0x10FFFF;
      default -> true;
    };
  }

  /** Moves what is left to the front and reads on; false at the end of the stream. */
  private boolean fill() throws IOException {
    System.arraycopy(bytes, next, bytes, 0, end - next);
    end -= next;
    next = 0;
    int before = end;
    while (!drained && end < LONGEST_SEQUENCE) {
      int read = in.read(bytes, end, BUFFER - end);
      drained = read < 0;
      end += Math.max(read, 0);
    }
    return end > before;
  }

  private static char[] windows1252() {
    var high = new byte[0x80];
    for (int i = 0; i < high.length; i++) {
      high[i] = (byte) (0x80 + i);
    }
    return new String(high, Charset.forName("windows-1252")).toCharArray();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
