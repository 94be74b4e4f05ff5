package fr.ght.view.contracts;

import java.util.List;
import java.util.stream.Stream;

/** How far a contract is in its life. */
public enum ContractState {
  DRAFT,
  ACTIVE,
  /** The notice date has come. */
  NOTICE_WINDOW,
  /** In a term after the initial one. */
  RENEWED,
  /** Notice was given; it holds until its last day. */
  TERMINATED,
  EXPIRED;

  /** Signed, and not ended. */
  static final List<String> RUNNING =
      Stream.of(ACTIVE, NOTICE_WINDOW, RENEWED, TERMINATED).map(Enum::name).toList();
}
