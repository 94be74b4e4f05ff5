package fr.ght.inventory.intake.agents.decoding;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Stops an XML document at a text without end. The parser gathers a text whole before anyone can
 * say that it is too long; a few such at once would fill the memory.
 */
final class BoundedTexts extends FilterReader {
  private final int longest;
  private int length;

  /**
   * @param longest characters between two tags, and of one tag
   */
  BoundedTexts(Reader document, int longest) {
    super(document);
    this.longest = longest;
  }

  @Override
  public int read() throws IOException {
    var one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(char[] into, int offset, int most) throws IOException {
    int read = super.read(into, offset, most);
    if (read > 0) {
      int since = sinceLastTag(into, offset, offset + read);
      length = since < read ? since : length + read;
      if (length > longest) {
        throw UnreadableBody.tooLarge("a text is longer than " + longest + " characters");
      }
    }
    return read;
  }

  /** Looks from the end, for the last tag is near in all but a bad document. */
  private static int sinceLastTag(char[] text, int start, int end) {
    int at = end - 1;
    while (at >= start && text[at] != '<') {
      at--;
    }
    return end - 1 - at;
  }
}
