package fr.ght.inventory.domain.asset;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What kind of machine it is, told from its chassis and operating system as reported. */
public enum AssetKind {
  WORKSTATION,
  SERVER,
  NETWORK_DEVICE,
  MEDICAL_DEVICE,
  OTHER;

  private static final Pattern MEDICAL = Pattern.compile("medical|modality|dicom|imaging device");
  private static final Pattern NETWORK =
      Pattern.compile(
          "network ?equipment|network ?device|switch|router|firewall|access point"
              + "|\\bios[ -]xe\\b|cisco (ios|nx-os|adaptive)|junos|fortios|arubaos|pan-os|routeros");
  private static final Pattern NO_COMPUTER =
      Pattern.compile("printer|phone|monitor|peripheral|\\bups\\b|pdu|camera|scanner");
  private static final Pattern SERVER_CHASSIS =
      Pattern.compile("server|rack|blade|multi-system|expansion chassis|raid chassis");
  private static final Pattern DESK_CHASSIS =
      Pattern.compile(
          "desktop|tower|laptop|notebook|portable|all[ -]in[ -]one|tablet|convertible|detachable"
              + "|hand held|space-saving|lunch box|pizza box|mini pc|stick pc|docking");
  private static final Pattern SERVER_SYSTEM =
      Pattern.compile(
          "server|esxi|vmkernel|proxmox|xenserver|hyper-v|\\baix\\b|hp-ux|solaris|sunos|freebsd"
              + "|openbsd|netbsd|linux|debian|ubuntu|red hat|rhel|centos|rocky|almalinux|suse");

  /**
   * A computer of which neither the case nor the system tells more counts as a workstation, so that
   * no reporting machine drops out of the counts.
   */
  public static AssetKind of(@Nullable String chassis, @Nullable String operatingSystem) {
    var box = lower(chassis);
    var system = lower(operatingSystem);
    if (MEDICAL.matcher(box).find()) {
      return MEDICAL_DEVICE;
    }
    if (NETWORK.matcher(box).find() || NETWORK.matcher(system).find()) {
      return NETWORK_DEVICE;
    }
    if (NO_COMPUTER.matcher(box).find()) {
      return OTHER;
    }
    if (SERVER_CHASSIS.matcher(box).find() || system.contains("windows server")) {
      return SERVER;
    }
    if (DESK_CHASSIS.matcher(box).find()) {
      return WORKSTATION;
    }
    // A machine without a case of its own is virtual: Linux and Unix there mean a server.
    return SERVER_SYSTEM.matcher(system).find() ? SERVER : WORKSTATION;
  }

  private static String lower(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }
}
