package fr.ght.inventory.domain.asset;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What firmware and drivers write where nobody filled in a value. Such a value tells nothing, and
 * must never join two machines.
 */
final class Placeholder {
  private static final Set<String> WORDS =
      Set.of(
          "default",
          "default string",
          "defaultstring",
          "none",
          "null",
          "(null)",
          "(null string)",
          "n/a",
          "na",
          "not applicable",
          "not available",
          "not specified",
          "not present",
          "not provided",
          "not settable",
          "not supported",
          "unknown",
          "unknow",
          "undefined",
          "unset",
          "invalid",
          "empty",
          "error",
          "no enclosure",
          "no asset information",
          "no asset tag",
          "no serial number",
          "o.e.m.",
          "oem",
          "oem_serial",
          "oem serial",
          "system serial number",
          "systemserialnumb",
          "system serial#",
          "serial number",
          "serial",
          "chassis serial number",
          "base board serial number",
          "board serial number",
          "system manufacturer",
          "system vendor",
          "system product name",
          "system name",
          "manufacturer",
          "product name",
          "standard",
          "other",
          "eval",
          "iatpass",
          "tulip computers",
          "type1productconfigid",
          "type2 - board serial number",
          "xxxxxxxxxxx",
          "sn-12345",
          "sn-1234567890",
          "sys-1234567890",
          "sys-9876543210",
          "mb-1234567890",
          "virtual machine serial",
          "0123456789",
          "9876543210",
          "0987654321");
  private static final Pattern TO_BE_FILLED = Pattern.compile("to ?be ?filled.*");
  private static final Pattern ONE_CHARACTER = Pattern.compile("([^\\s])\\1*");
  private static final Pattern COUNTING_DIGITS = Pattern.compile("[0-9]{3,}");

  private static final Set<String> UUIDS =
      Set.of(
          "03000200-0400-0500-0006-000700080009",
          "00020003-0004-0005-0006-000700080009",
          "6ab5b300-538d-1014-9fb5-b0684d007b53",
          "01010101-0101-0101-0101-010101010101",
          "12345678-1234-5678-90ab-cddeefaabbcc",
          "12345678-1234-1234-1234-123456789abc",
          "12345678-1234-5678-1234-567812345678");

  /** The same on every machine with the virtual adapter, dialler or tunnel that brings it. */
  private static final Set<String> MACS =
      Set.of(
          "00:50:56:c0:00:01",
          "00:50:56:c0:00:08",
          "00:53:45:00:00:00",
          "00:05:9a:3c:78:00",
          "00:05:9a:3c:7a:00",
          "00:09:0f:fe:00:01",
          "00:09:0f:aa:00:01",
          "02:00:4c:4f:4f:50",
          "02:80:37:ec:02:00",
          "0a:00:27:00:00:00",
          "20:41:53:59:4e:ff",
          "50:50:54:50:30:30",
          "44:45:53:54:42:00",
          "44:45:53:54:77:00",
          "02:00:54:55:4e:01",
          "02:50:f2:00:00:01");

  private Placeholder() {}

  static boolean isText(String value) {
    var text = value.strip().toLowerCase(Locale.ROOT);
    return text.isEmpty()
        || WORDS.contains(text)
        || TO_BE_FILLED.matcher(text).matches()
        || ONE_CHARACTER.matcher(text).matches()
        || isZeroOrFiller(text)
        || isCounting(text);
  }

  /** Nothing but zeros, F, X and separators. */
  private static boolean isZeroOrFiller(String text) {
    var bare = text.replaceAll("[\\s._:/-]", "");
    return bare.isEmpty() || ONE_CHARACTER.matcher(bare).matches();
  }

  /** {@code 123456789} and its likes. */
  private static boolean isCounting(String text) {
    if (!COUNTING_DIGITS.matcher(text).matches()) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      if (text.charAt(i) - '0' != (text.charAt(i - 1) - '0' + 1) % 10
          && !text.substring(i).chars().allMatch(digit -> digit == '0')) {
        return false;
      }
    }
    return true;
  }

  /**
   * @param uuid in lower case with hyphens
   */
  static boolean isUuid(String uuid) {
    return UUIDS.contains(uuid) || isZeroOrFiller(uuid);
  }

  /**
   * @param mac six bytes in lower case with colons
   */
  static boolean isMac(String mac) {
    boolean groupAddress = (Character.digit(mac.charAt(1), 16) & 1) == 1;
    return groupAddress || MACS.contains(mac) || isZeroOrFiller(mac);
  }
}
