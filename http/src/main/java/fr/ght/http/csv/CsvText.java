package fr.ght.http.csv;

import fr.ght.http.Problem;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The text of a CSV file, whichever of the two usual encodings it is in: UTF-8 with or without a
 * byte order mark, else Windows-1252. Text of accents in the one is practically never valid in the
 * other.
 */
final class CsvText {
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private CsvText() {}

  /**
   * @throws Problem.ProblemException 400 if it is UTF-16, or no text at all
   */
  static String of(byte[] body) {
    if (body.length >= 2 && isUtf16(body[0] & 0xFF, body[1] & 0xFF)) {
      throw Problem.unreadable("body", "is UTF-16: save it as CSV UTF-8");
    }
    var text = decoded(body);
    if (text.indexOf('\0') >= 0) {
      throw Problem.unreadable("body", "is no text: save it as CSV");
    }
    return text;
  }

  private static boolean isUtf16(int first, int second) {
    return (first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE);
  }

  private static String decoded(byte[] body) {
    try {
      var text = strictly(StandardCharsets.UTF_8, body).toString();
      return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      return new String(body, WINDOWS);
    }
  }

  private static CharBuffer strictly(Charset charset, byte[] body) throws CharacterCodingException {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(body));
  }
}
