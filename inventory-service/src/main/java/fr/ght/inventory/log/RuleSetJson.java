package fr.ght.inventory.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.ght.contracts.PresentUnlessNullable;
import fr.ght.inventory.domain.normalisation.RuleSet;
import fr.ght.inventory.domain.normalisation.RuleSet.SegmentRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

/** Rule sets as JSON: those that are shipped, and those that people write. */
public final class RuleSetJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .annotationIntrospector(
              AnnotationIntrospector.pair(
                  new JacksonAnnotationIntrospector(), new PresentUnlessNullable()))
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /**
   * What holds in a group that has not adopted anything. A set that was shipped once never changes,
   * since what groups had before they adopted their own rests on it; better rules are a new set,
   * which a group adopts as an event (ADR 22).
   */
  public static final RuleSet FIRST_SHIPPED = shipped("normalisation-rules-1.json", RuleSet.class);

  /** What products are for where a group's rules do not say it; never changes either. */
  public static final List<SegmentRule> FIRST_SEGMENTS =
      List.of(shipped("product-segments-1.json", SegmentRule[].class));

  private RuleSetJson() {}

  /** What products are for by these rules. */
  public static List<SegmentRule> segments(RuleSet rules) {
    var own = rules.segments();
    return own == null ? FIRST_SEGMENTS : own;
  }

  /** A JSON that is no rule set. */
  public static final class NoRuleSet extends Exception {
    private static final long serialVersionUID = 1;

    private final String field;

    NoRuleSet(String field) {
      super("does not have the shape of a rule set", null, false, false);
      this.field = field;
    }

    /** Where it does not fit. */
    public String field() {
      return field;
    }
  }

  /** Whether its patterns make sense is another question. */
  public static RuleSet read(JsonNode written) throws NoRuleSet {
    try {
      return JSON.treeToValue(written, RuleSet.class);
    } catch (JsonMappingException e) {
      throw new NoRuleSet(path(e));
    } catch (JsonProcessingException e) {
      throw new NoRuleSet("");
    }
  }

  public static String write(RuleSet rules) {
    try {
      return JSON.writeValueAsString(rules);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("rules cannot be written", e);
    }
  }

  private static String path(JsonMappingException failure) {
    return failure.getPath().stream()
        .map(step ->
            step.getFieldName() == null
                ? "[%d]".formatted(step.getIndex())
                : "." + step.getFieldName())
        .collect(Collectors.joining());
  }

  private static <T> T shipped(String name, Class<T> shape) {
    try (InputStream file = RuleSetJson.class.getResourceAsStream(name)) {
      return JSON.readValue(file, shape);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
