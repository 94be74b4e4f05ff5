package fr.ght.inventory.view.products;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.ght.eventsourcing.postgres.Sql;
import fr.ght.inventory.domain.normalisation.Alias;
import fr.ght.inventory.domain.normalisation.Normalised;
import fr.ght.inventory.domain.normalisation.Normalised.Recognised;
import fr.ght.inventory.domain.normalisation.Normalised.SetAside;
import fr.ght.inventory.domain.normalisation.Normalised.Unknown;
import fr.ght.inventory.domain.normalisation.Normaliser;
import fr.ght.inventory.domain.normalisation.ReportedSoftware;
import fr.ght.inventory.domain.normalisation.RuleSet;
import fr.ght.inventory.domain.normalisation.RuleSet.Identifiers;
import fr.ght.inventory.domain.normalisation.Segments;
import fr.ght.inventory.log.RuleSetJson;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What names are in one group, as its rules, aliases and merges stand. */
final class GroupNames {
  private static final String RULES = Sql.named(GroupNames.class, "rules");
  private static final String ALIASES = Sql.named(GroupNames.class, "aliases");
  private static final String MERGED = Sql.named(GroupNames.class, "merged");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_CHAIN = 50;
  private static final int MOST_KEPT = 20;

  private static final Ready SHIPPED = Ready.of(RuleSetJson.FIRST_SHIPPED);

  /** By the rules as they are written: making them ready takes longer than a name. */
  private static final Cache<String, Ready> READY =
      Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

  private final String ght;
  private final Normaliser normaliser;
  private final Segments segments;
  private final Map<String, String> merged;

  /** Rules of both kinds, ready to be asked. */
  private record Ready(Normaliser normaliser, Segments segments) {
    static Ready of(RuleSet rules) {
      return new Ready(new Normaliser(rules, List.of()), new Segments(RuleSetJson.segments(rules)));
    }

    Ready with(Collection<Alias> aliases) {
      return new Ready(normaliser.with(aliases), segments);
    }
  }

  private GroupNames(String ght, Ready rules, Map<String, String> merged) {
    this.ght = ght;
    this.normaliser = rules.normaliser();
    this.segments = rules.segments();
    this.merged = merged;
  }

  /**
   * A reported software and what it is, with the product that it makes known.
   *
   * @param told how the report itself names the product
   */
  record Named(SoftwareEntry entry, @Nullable ProductEntry product, Identifiers told) {

    /** The product that its identifiers are of. */
    String key() {
      return ProductEntry.key(entry.ght(), entry.code());
    }

    boolean tellsIdentifiers() {
      return !entry.code().isEmpty() && !told.equals(Identifiers.NONE);
    }
  }

  static Uni<GroupNames> load(SqlConnection tx, String ght) {
    var group = Tuple.of(ght);
    return tx.preparedQuery(RULES)
        .execute(group)
        .map(rows -> {
          var found = rows.iterator();
          return found.hasNext() ? ready(found.next().getString("rules")) : SHIPPED;
        })
        .chain(rules ->
            tx.preparedQuery(ALIASES)
                .execute(group)
                .map(rows ->
                    StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> alias(rules.normaliser(), row))
                        .collect(Collectors.toMap(Alias::key, alias -> alias, (one, _) -> one)))
                .map(aliases -> rules.with(aliases.values())))
        .chain(rules ->
            tx.preparedQuery(MERGED)
                .execute(group)
                .map(rows -> {
                  var merged = new HashMap<String, String>();
                  rows.forEach(
                      row -> merged.put(row.getString("code"), row.getString("merged_into")));
                  return new GroupNames(ght, rules, merged);
                }));
  }

  private static Ready ready(String written) {
    return READY.get(written, _ -> Ready.of(rules(written)));
  }

  /** What products are for, by the rules of the group. */
  Segments segments() {
    return segments;
  }

  private static RuleSet rules(String written) {
    try {
      return RuleSetJson.read(JSON.readTree(written));
    } catch (JsonProcessingException | RuleSetJson.NoRuleSet e) {
      throw new IllegalStateException("adopted rules cannot be read", e);
    }
  }

  /** By the rules of now: cleanings may have changed since the alias was added. */
  private static Alias alias(Normaliser rules, Row row) {
    var name = new ReportedSoftware(row.getString("name"), null, row.getString("publisher"), null);
    return new Alias(rules.key(name), row.getString("code"), "", "", Identifiers.NONE);
  }

  Named named(int software, ReportedSoftware reported) {
    var normalised = normaliser.normalise(reported);
    var entry =
        SoftwareEntry.of(ght, software, normaliser.key(reported), normalised, code(normalised));
    return new Named(entry, product(normalised, entry.code()), reported.identifiers());
  }

  private String code(Normalised normalised) {
    return switch (normalised) {
      case Recognised(var code, _, _, _, _, _) -> goesOnAs(code);
      case SetAside _ -> "";
      case Unknown(var key, _, _, _, _) -> "?" + key;
    };
  }

  private String goesOnAs(String code) {
    var last = code;
    for (int step = 0; step < LONGEST_CHAIN && merged.containsKey(last); step++) {
      last = merged.getOrDefault(last, last);
    }
    return last;
  }

  /** Null where the product is known by the catalogue already, and where there is none. */
  private @Nullable ProductEntry product(Normalised normalised, String code) {
    return switch (normalised) {
      case Recognised(var own, var name, var publisher, _, var identifiers, _) ->
          name.isEmpty() || !own.equals(code)
              ? null
              : ProductEntry.of(
                  ght,
                  code,
                  name,
                  publisher,
                  identifiers,
                  ProductState.RECOGNISED,
                  segments.of(name, publisher).orElse(null));
      case SetAside _ -> null;
      case Unknown(_, var name, var publisher, _, _) ->
          ProductEntry.of(
              ght,
              code,
              name,
              publisher == null ? "" : publisher,
              Identifiers.NONE,
              ProductState.UNKNOWN,
              null);
    };
  }
}
