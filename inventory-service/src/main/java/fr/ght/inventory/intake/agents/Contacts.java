package fr.ght.inventory.intake.agents;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How many prologs and contacts of one sender may begin within a minute. */
@Singleton
class Contacts {
  private final Counts<String> counts = new Counts<>();
  private final int most;

  /** The default is a hospital of 6,000 machines that are all switched on in the same minute. */
  Contacts(
      @ConfigProperty(name = "ght.agents.contacts-per-minute", defaultValue = "6000") int most) {
    this.most = most;
  }

  /** Counts one, and says whether it may go on or come back later. */
  boolean admit(String pseudonym) {
    return counts.add(pseudonym) <= most;
  }
}
