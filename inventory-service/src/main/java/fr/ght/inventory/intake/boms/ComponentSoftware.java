package fr.ght.inventory.intake.boms;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import fr.ght.http.Problem.FieldError;
import fr.ght.inventory.domain.asset.Observation.OperatingSystem;
import fr.ght.inventory.domain.asset.Observation.Software;
import fr.ght.inventory.intake.boms.Bom.Component;
import fr.ght.inventory.intake.boms.Bom.Organization;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import us.springett.parsers.cpe.CpeParser;
import us.springett.parsers.cpe.exceptions.CpeParsingException;

/**
 * Components as installed software. What is no program, or is said not to be installed, is passed
 * over; an identifier that cannot be read is left out, and remarked on.
 */
final class ComponentSoftware {
  private static final Set<String> PROGRAMS =
      Set.of("application", "framework", "library", "platform", "device-driver", "firmware");
  private static final Set<String> PARTS = Set.of("framework", "library");
  private static final String OPERATING_SYSTEM = "operating-system";

  /** Of a component that does not say it. */
  private static final String INSTALLED = "required";

  private static final int LONGEST_TEXT = 300;
  private static final int LONGEST_IDENTIFIER = 1_000;
  private static final int MOST_REMARKS = 100;

  private final Set<Software> software = new LinkedHashSet<>();
  private final List<FieldError> remarks = new ArrayList<>();
  private @Nullable OperatingSystem system;
  private int passedOver;

  static ComponentSoftware of(List<Listed> listed) {
    var all = new ComponentSoftware();
    listed.forEach(all::add);
    return all;
  }

  List<Software> software() {
    return List.copyOf(software);
  }

  /** The first one that is listed. */
  @Nullable OperatingSystem system() {
    return system;
  }

  /** How many components are neither programs nor operating systems, or are not installed. */
  int passedOver() {
    return passedOver;
  }

  List<FieldError> remarks() {
    return List.copyOf(remarks);
  }

  void remark(String field, String reason) {
    if (remarks.size() < MOST_REMARKS) {
      remarks.add(new FieldError(field, reason));
    }
  }

  private void add(Listed listed) {
    var component = listed.component();
    var type = component.type();
    var name = text(component.name());
    var scope = component.scope() == null ? INSTALLED : component.scope();
    if (type == null || name == null || !scope.equals(INSTALLED)) {
      passedOver++;
    } else if (type.equals(OPERATING_SYSTEM)) {
      if (system == null) {
        system = new OperatingSystem(name, text(component.version()), null, null);
      }
    } else if (PROGRAMS.contains(type)) {
      software.add(software(listed, type, name));
    } else {
      passedOver++;
    }
  }

  private Software software(Listed listed, String type, String name) {
    var component = listed.component();
    var group = text(component.group());
    boolean isPart = PARTS.contains(type);
    var purl = purl(listed);
    var qualifiers = purl == null ? null : purl.getQualifiers();
    return new Software(
        isPart && group != null && !isOfDistribution(purl) ? cut(group + "/" + name) : name,
        text(component.version()),
        isOfDistribution(purl) ? maker(component, null) : maker(component, isPart ? null : group),
        qualifiers == null ? null : text(qualifiers.get("arch")),
        purl == null ? null : purl.canonicalize(),
        cpe(listed));
  }

  /** A package of a Linux distribution is named by it alone (ADR 22). */
  private static boolean isOfDistribution(@Nullable PackageURL purl) {
    return purl != null && Set.of("deb", "rpm", "apk", "alpm").contains(purl.getType());
  }

  private static @Nullable String maker(Component component, @Nullable String otherwise) {
    return first(
        component.publisher(),
        name(component.manufacturer()),
        name(component.supplier()),
        otherwise);
  }

  static @Nullable String name(@Nullable Organization organization) {
    return organization == null ? null : organization.name();
  }

  /** The first that is said; who maintains a package, with an address, is a person and not kept. */
  static @Nullable String first(@Nullable String... said) {
    for (var one : said) {
      var text = text(one);
      if (text != null && text.indexOf('@') < 0) {
        return text;
      }
    }
    return null;
  }

  private @Nullable PackageURL purl(Listed listed) {
    var text = text(listed.component().purl(), LONGEST_IDENTIFIER + 1);
    if (text == null) {
      return null;
    }
    try {
      if (text.length() <= LONGEST_IDENTIFIER) {
        return new PackageURL(text);
      }
    } catch (MalformedPackageURLException e) {
      // Falls through to the same remark as one that is too long.
    }
    remark(listed.path() + ".purl", "is no package URL, and was left out");
    return null;
  }

  private @Nullable String cpe(Listed listed) {
    var text = text(listed.component().cpe(), LONGEST_IDENTIFIER + 1);
    if (text == null) {
      return null;
    }
    try {
      if (text.length() <= LONGEST_IDENTIFIER) {
        return CpeParser.parse(text).toCpe23FS();
      }
    } catch (CpeParsingException e) {
      // Falls through to the same remark as one that is too long.
    }
    remark(listed.path() + ".cpe", "is no CPE name, and was left out");
    return null;
  }

  static @Nullable String text(@Nullable String text) {
    return text(text, LONGEST_TEXT);
  }

  private static @Nullable String text(@Nullable String text, int longest) {
    if (text == null || text.isBlank()) {
      return null;
    }
    var stripped = text.strip();
    return stripped.length() <= longest ? stripped : cut(stripped, longest);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_TEXT ? text : cut(text, LONGEST_TEXT);
  }

  private static String cut(String text, int longest) {
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end).strip();
  }
}
