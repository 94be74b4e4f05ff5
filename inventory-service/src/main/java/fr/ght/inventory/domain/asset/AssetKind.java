package fr.ght.inventory.domain.asset;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What kind of machine it is, told from its chassis and operating system as reported. Virtual
 * machines and databases are those that only their host lists: a virtual machine that reports by
 * itself is what it says it is.
 */
public enum AssetKind {
  WORKSTATION,
  SERVER,
  NETWORK_DEVICE,
  MEDICAL_DEVICE,
  PRINTER,
  PHONE,
  VIRTUAL_MACHINE,
  DATABASE,
  OTHER;

  /** In the place of a chassis: of what a machine does not say of itself, but its host of it. */
  public static final String LISTED_MACHINE = "Virtual machine listed by its host";

  public static final String LISTED_DATABASE = "Database service listed by its host";

  /** In the place of a chassis: of a device whose bill of materials does not say what it is for. */
  public static final String DESCRIBED_DEVICE = "Device described by its bill of materials";

  private static final Pattern MEDICAL = Pattern.compile("medical|modality|dicom|imaging device");
  private static final Pattern NETWORK =
      Pattern.compile(
          "network ?equipment|network ?device|networking|switch|router|firewall|access point"
              + "|\\bios[ -]xe\\b|cisco (ios|nx-os|adaptive)|junos|fortios|arubaos|pan-os|routeros");
  private static final Pattern PRINTS = Pattern.compile("printer|multifunction|copier|plotter");
  private static final Pattern NO_COMPUTER =
      Pattern.compile(
          "described by its bill of materials|monitor|peripheral|\\bups\\b|pdu|camera|scanner|unmanaged"
              + "|^(storage|power|video|kvm)$");
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
    if (isListed(chassis)) {
      return LISTED_DATABASE.equals(chassis) ? DATABASE : VIRTUAL_MACHINE;
    }
    if (MEDICAL.matcher(box).find()) {
      return MEDICAL_DEVICE;
    }
    if (NETWORK.matcher(box).find() || NETWORK.matcher(system).find()) {
      return NETWORK_DEVICE;
    }
    if (PRINTS.matcher(box).find()) {
      return PRINTER;
    }
    if (box.contains("phone")) {
      return PHONE;
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

  static boolean isListed(@Nullable String chassis) {
    return LISTED_MACHINE.equals(chassis) || LISTED_DATABASE.equals(chassis);
  }

  private static String lower(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }
}
