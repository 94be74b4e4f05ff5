package fr.ght.inventory.domain.application;

import java.util.Comparator;

/**
 * What an application exchanges with another one.
 *
 * @param standard such as HL7v2, FHIR, DICOM, or a profile of IHE; or that it is none
 * @param direction as seen from this application
 */
public record Interface(Peer peer, String standard, Direction direction) {

  /** The same interfaces, said in whatever order, are the same. */
  static final Comparator<Interface> ORDER =
      Comparator.comparing(Interface::standard)
          .thenComparing(Interface::direction)
          .thenComparing(one -> one.peer().isOutside())
          .thenComparing(one -> one.peer().name());

  /** Whom it is exchanged with. */
  public sealed interface Peer {
    String name();

    boolean isOutside();
  }

  /** Another deployed application, of whichever establishment. */
  public record OtherApplication(String id) implements Peer {
    @Override
    public String name() {
      return id;
    }

    @Override
    public boolean isOutside() {
      return false;
    }
  }

  /** What nobody of the group runs, such as the national record. */
  public record OutsideSystem(String name) implements Peer {
    @Override
    public boolean isOutside() {
      return true;
    }
  }

  public enum Direction {
    RECEIVES,
    SENDS,
    BOTH
  }
}
