package fr.ght.view.machines;

/** What kind of machine it is. */
public enum MachineKind {
  WORKSTATION,
  SERVER,
  NETWORK_DEVICE,
  MEDICAL_DEVICE,
  PRINTER,
  PHONE,
  /** One that only its host lists. */
  VIRTUAL_MACHINE,
  DATABASE,
  OTHER;

  /** Whether machines of this kind are those that a group counts. */
  static boolean counts(String kind) {
    return kind.equals(WORKSTATION.name()) || kind.equals(SERVER.name());
  }
}
