package fr.ght.view.french;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** French terms for codes, from {@code labels.properties}; a code without one is shown as it is. */
public final class Labels {
  private static final Properties TERMS = read();

  private Labels() {}

  /** {@code patient-record}: dossier patient. */
  public static String function(String code) {
    return term("function", code);
  }

  /** State of an application. */
  public static String applicationState(String state) {
    return term("application-state", state);
  }

  /** Where an application runs. */
  public static String hosting(String kind) {
    return term("hosting", kind);
  }

  /** How well somebody knows a product. */
  public static String skillLevel(String level) {
    return term("skill-level", level);
  }

  public static String machineState(String state) {
    return term("machine-state", state);
  }

  public static String machineKind(String kind) {
    return term("machine-kind", kind);
  }

  public static String machineKinds(String kind) {
    return term("machine-kinds", kind);
  }

  /** What a contract is about. */
  public static String contractKind(String kind) {
    return term("contract-kind", kind);
  }

  /** How far a contract is in its life. */
  public static String contractState(String state) {
    return term("contract-state", state);
  }

  /** Which budget pays. */
  public static String budget(String budget) {
    return term("budget", budget);
  }

  /** What a price pays for. */
  public static String amountPer(String per) {
    return term("amount-per", per);
  }

  /** What becomes of a contract at its end. */
  public static String renewal(String renewal) {
    return term("renewal", renewal);
  }

  /** Whether enough people are able to maintain a product. */
  public static String skillRisk(String risk) {
    return term("skill-risk", risk);
  }

  /** Role of an establishment in its group. */
  public static String role(String role) {
    return term("role", role);
  }

  /** What a fact of this type tells, such as {@code fr.ght.inventory.asset-moved}. */
  public static String fact(String type) {
    return term("fact", type.substring(type.lastIndexOf('.') + 1));
  }

  /** In which role somebody acted. */
  public static String actorRole(String role) {
    return term("actor-role", role);
  }

  public static String incident(String kind) {
    return term("incident", kind);
  }

  private static String term(String family, String code) {
    @Nullable String term = TERMS.getProperty(family + "." + code);
    return term == null ? code : term;
  }

  private static Properties read() {
    var terms = new Properties();
    try (var file = Objects.requireNonNull(Labels.class.getResourceAsStream("labels.properties"))) {
      terms.load(new InputStreamReader(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return terms;
  }
}
