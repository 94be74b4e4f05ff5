package fr.ght.inventory.view;

import fr.ght.eventsourcing.postgres.EventView;
import fr.ght.eventsourcing.rebuild.RebuiltView;
import java.util.Set;

/** One view of the service's own log: how it follows, and what is built anew of it. */
public interface View extends EventView, RebuiltView {

  @Override
  Set<String> kinds();
}
