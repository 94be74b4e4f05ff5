package fr.ght.inventory.intake.boms;

import fr.ght.http.Problem.FieldError;
import fr.ght.http.Problem.Kind;
import fr.ght.http.Problem.ProblemException;
import fr.ght.inventory.intake.boms.Bom.Component;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A component of a BOM and where it stands, however deep.
 *
 * @param path such as {@code components[2].components[0]}
 */
record Listed(String path, Component component) {
  /** As many as an agent's report may have entries. */
  static final int MOST = 20_000;

  private static final int MOST_ERRORS = 100;

  static final Set<String> TYPES =
      Set.of(
          "application",
          "framework",
          "library",
          "container",
          "platform",
          "operating-system",
          "device",
          "device-driver",
          "firmware",
          "file",
          "machine-learning-model",
          "data",
          "cryptographic-asset");

  /**
   * What the BOM is about, if it says so, and then all components, depth first.
   *
   * @throws ProblemException 413 if there are too many, 422 with the path of each that has no name,
   *     no known type, or the {@code bom-ref} of another one
   */
  static List<Listed> all(Bom bom) {
    var all = new ArrayList<Listed>();
    var metadata = bom.metadata();
    var subject = metadata == null ? null : metadata.component();
    if (subject != null) {
      add(all, "metadata.component", subject);
    }
    addAll(all, "components", bom.components());
    var errors = new ArrayList<FieldError>();
    var refs = new HashMap<String, String>();
    for (var one : all) {
      one.check(errors, refs);
    }
    if (!errors.isEmpty()) {
      var first = errors.getFirst();
      throw Kind.INVALID.with(
          "INVALID",
          "%s %s; %d errors in all.".formatted(first.field(), first.reason(), errors.size()),
          errors.subList(0, Math.min(errors.size(), MOST_ERRORS)));
    }
    return all;
  }

  private static void addAll(
      List<Listed> all, String path, @Nullable List<@Nullable Component> components) {
    if (components == null) {
      return;
    }
    for (int n = 0; n < components.size(); n++) {
      var component = components.get(n);
      if (component != null) {
        add(all, "%s[%d]".formatted(path, n), component);
      }
    }
  }

  private static void add(List<Listed> all, String path, Component component) {
    if (all.size() >= MOST) {
      throw Kind.TOO_LARGE.with(
          "TOO_MANY_COMPONENTS",
          "A bill of materials may have %d components, nested ones included.".formatted(MOST));
    }
    all.add(new Listed(path, component));
    addAll(all, path + ".components", component.components());
  }

  private void check(List<FieldError> errors, Map<String, String> refs) {
    var name = component.name();
    if (name == null || name.isBlank()) {
      errors.add(new FieldError(path + ".name", "is missing"));
    }
    var type = component.type();
    if (type == null) {
      errors.add(new FieldError(path + ".type", "is missing"));
    } else if (!TYPES.contains(type)) {
      errors.add(new FieldError(path + ".type", "is no type of CycloneDX 1.5 or 1.6"));
    }
    var ref = component.bomRef();
    var other = ref == null ? null : refs.putIfAbsent(ref, path);
    if (other != null) {
      errors.add(new FieldError(path + ".bom-ref", "is that of " + other + ", too"));
    }
  }
}
