package fr.ght.view.facts;

import fr.ght.contracts.InventoryFact;
import fr.ght.eventsourcing.kafka.FactView;
import java.util.List;

/** One view of the facts: how it takes them, and which rows a rebuild must yield again. */
public interface View extends FactView<InventoryFact> {

  /** What its digest is made of, in this order; what is volatile is left out. */
  List<DigestedTable> digested();
}
