package fr.ght.inventory.intake.agents.decoding;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Refuses XML with a text, name or attribute of more than a million characters: the parser would
 * gather it whole before anyone could say that it is too long.
 */
final class BoundedText extends FilterReader {
  private static final int LONGEST = 1_000_000;

  private int sinceMarkup;

  BoundedText(Reader document) {
    super(document);
  }

  /** Looks for markup from the end of each piece, where good documents have some very near. */
  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    int read = super.read(into, offset, length);
    int i = read - 1;
    while (i >= 0 && into[offset + i] != '<') {
      i--;
    }
    sinceMarkup = i < 0 ? sinceMarkup + Math.max(read, 0) : read - 1 - i;
    if (sinceMarkup > LONGEST) {
      throw UnreadableBody.tooLarge("the XML has a text of more than " + LONGEST + " characters");
    }
    return read;
  }
}
