package fr.ght.inventory.domain.normalisation;

import fr.ght.inventory.domain.normalisation.Normalised.Recognised;
import fr.ght.inventory.domain.normalisation.Normalised.SetAside;
import fr.ght.inventory.domain.normalisation.Normalised.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a normaliser makes of labelled names: how much it recognises, and what it mixes up. */
public final class Measured {
  private final Map<String, TreeSet<String>> labelsByCode = new TreeMap<>();
  private final List<String> unknown = new ArrayList<>();
  private long all;
  private long recognised;
  private long setAside;

  public void add(Normalised outcome, String label, long machines) {
    all += machines;
    switch (outcome) {
      case Recognised(var code, _, _, _, _, _) -> {
        recognised += machines;
        labelsByCode.computeIfAbsent(code, _ -> new TreeSet<>()).add(label);
      }
      case SetAside _ -> setAside += machines;
      case Unknown(_, var name, _, _, _) -> unknown.add(name);
    }
  }

  /** Products that were taken for one, and are not. */
  public List<String> wrongMerges() {
    return labelsByCode.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1)
        .map(Map.Entry::toString)
        .toList();
  }

  /** The share of what is on machines that came out as a product, or as known to be none. */
  public double share() {
    return (double) (recognised + setAside) / all;
  }

  /** The share of products among what is not set aside. */
  public double shareOfProducts() {
    return (double) recognised / (all - setAside);
  }

  public List<String> unknown() {
    return unknown;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.1f %% of %d installations recognised (%.1f %% of what is not set aside), %d products, wrong merges: %d",
        100 * share(),
        all,
        100 * shareOfProducts(),
        labelsByCode.size(),
        wrongMerges().size());
  }
}
