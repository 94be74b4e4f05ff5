package fr.ght.inventory.domain.normalisation;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether two ways of writing a version mean the same one. */
final class ReportedVersion {
  private static final Pattern SEPARATOR = Pattern.compile("[._+-]");

  private static final int DECIDING = 2;

  private ReportedVersion() {}

  /** Whether the number in a name is the reported version, or the beginning of it. */
  static boolean confirms(@Nullable String reported, String inName) {
    if (reported == null) {
      return false;
    }
    var whole = SEPARATOR.split(reported, -1);
    var part = SEPARATOR.split(inName, -1);
    int same = 0;
    while (same < part.length && same < whole.length && isSame(part[same], whole[same])) {
      same++;
    }
    return same == part.length || same == whole.length;
  }

  /** Whether another version is reported: the first two numbers of both are not the same. */
  static boolean contradicts(@Nullable String reported, String inName) {
    if (reported == null) {
      return false;
    }
    var whole = SEPARATOR.split(reported, -1);
    var part = SEPARATOR.split(inName, -1);
    int compared = Math.min(DECIDING, Math.min(whole.length, part.length));
    for (int i = 0; i < compared; i++) {
      if (!isSame(part[i], whole[i])) {
        return true;
      }
    }
    return false;
  }

  /** 07 is 7. */
  private static boolean isSame(String one, String other) {
    return withoutZeros(one).equalsIgnoreCase(withoutZeros(other));
  }

  private static String withoutZeros(String number) {
    int first = 0;
    while (first < number.length() - 1 && number.charAt(first) == '0') {
      first++;
    }
    return number.substring(first);
  }
}
