package fr.ght.inventory.intake.catalogue;

import static fr.ght.inventory.intake.Api.delete;
import static fr.ght.inventory.intake.Api.get;
import static fr.ght.inventory.intake.Api.member;
import static fr.ght.inventory.intake.Api.post;
import static fr.ght.inventory.intake.Api.put;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import fr.ght.inventory.Invented;
import fr.ght.inventory.intake.Api;
import fr.ght.local.testing.AllRights;
import fr.ght.local.testing.LocalServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class CatalogueTest {
  private static final String PRODUCTS = "/api/inventory/products";
  private static final String GARDE =
      "{\"name\":\"Garde\",\"publisher\":\"Éditeur inventé\",\"endoflife\":\"garde\"}";
  private static final String RULES =
      """
      {"legalForms":[],"noPublishers":[],"publishers":[],"cleanings":[],
       "rules":[{"id":"garde","whenName":"garde.*","product":"Garde","publisher":"Éditeur inventé"}]}\
      """;

  private final String ght = Invented.ght();
  private final String support = Invented.finess();

  @BeforeEach
  void a_group() {
    Api.group(ght);
    member(ght, support, "SUPPORT", "2016-07-01").statusCode(200);
  }

  private String at(String path) {
    return PRODUCTS + path + "?ght=" + ght;
  }

  @Test
  void a_product_is_catalogued_and_described_anew() {
    put(at("/invented.garde"), GARDE)
        .statusCode(201)
        .body("code", equalTo("invented.garde"))
        .body("name", equalTo("Garde"))
        .body("endoflife", equalTo("garde"))
        .body("aliases", hasSize(0))
        .body("mergedInto", nullValue());
    put(at("/invented.garde"), GARDE.replace("\"Garde\"", "\"Gardes\""))
        .statusCode(200)
        .header("ETag", equalTo("\"2\""))
        .body("name", equalTo("Gardes"));
    put(at("/invented.garde"), GARDE, "If-Match", "\"1\"").statusCode(412);
  }

  @Test
  void identifiers_are_those_of_the_field() {
    put(
            at("/mozilla.firefox"),
            """
            {"name":"Firefox","publisher":"Mozilla","purl":"pkg:deb/debian/firefox-esr",
             "cpe":"cpe:2.3:a:mozilla:firefox:*:*:*:*:*:*:*:*"}\
            """)
        .statusCode(201)
        .body("cpe", equalTo("cpe:2.3:a:mozilla:firefox:*:*:*:*:*:*:*:*"))
        .body("purl", equalTo("pkg:deb/debian/firefox-esr"));
    put(
            at("/mozilla.firefox"),
            "{\"name\":\"\",\"cpe\":\"firefox\",\"purl\":\"firefox\",\"endoflife\":\"Fire fox\"}")
        .statusCode(422)
        .body("errors.field", contains("name", "publisher", "cpe", "purl", "endoflife"));
    put(at("/Mozilla Firefox"), GARDE).statusCode(422).body("errors[0].field", equalTo("code"));
    put(at("/mozilla.firefox"), "{\"vendor\":\"x\"}").statusCode(400);
  }

  @Test
  void a_name_is_an_alias_of_one_product_at_a_time() {
    put(at("/invented.garde"), GARDE).statusCode(201);
    put(at("/invented.astreinte"), GARDE).statusCode(201);
    var name = "{\"name\":\"Gestion des gardes 2.1.0 (x64)\",\"version\":\"2.1.0\"}";
    post(at("/invented.garde/aliases"), name)
        .statusCode(200)
        .body("aliases.key", contains(".gestion-des-gardes"));
    post(at("/invented.garde/aliases"), name.replace("2.1.0", "3.0.0"))
        .statusCode(200)
        .header("ETag", equalTo("\"2\""));
    post(at("/invented.astreinte/aliases"), name)
        .statusCode(409)
        .body("code", equalTo("ALIAS_TAKEN"));
    var withdrawn = at("/invented.garde/aliases/.gestion-des-gardes");
    delete(withdrawn).statusCode(400).body("errors[0].field", equalTo("reason"));
    delete(withdrawn + "&reason=wrong").statusCode(204);
    delete(withdrawn + "&reason=wrong").statusCode(404);
    post(at("/invented.astreinte/aliases"), name).statusCode(200);
    post(at("/invented.nothing/aliases"), name).statusCode(404);
  }

  @Test
  void a_product_is_merged_into_another_of_the_catalogue() {
    put(at("/invented.garde"), GARDE).statusCode(201);
    var merge = "{\"into\":\"invented.gardes\",\"reason\":\"the same\"}";
    post(at("/invented.garde/merges"), merge)
        .statusCode(409)
        .body("code", equalTo("NOTHING_TO_MERGE_INTO"));
    put(at("/invented.gardes"), GARDE).statusCode(201);
    post(at("/invented.garde/merges"), merge)
        .statusCode(200)
        .body("mergedInto", equalTo("invented.gardes"));
    put(at("/invented.garde"), GARDE).statusCode(409).body("code", equalTo("MERGED"));
    post(at("/invented.gardes/merges"), "{\"into\":\"invented.gardes\",\"reason\":\"x\"}")
        .statusCode(422)
        .body("errors[0].field", equalTo("into"));
    post(at("/invented.gardes/merges"), "{}")
        .statusCode(422)
        .body("errors.field", contains("into", "reason"));
  }

  @Test
  void rules_are_tried_before_they_are_adopted() {
    get(at("/rules")).body("number", equalTo(1)).body("rules.rules.size()", greaterThan(50));
    var sample =
        "[{\"name\":\"Garde 2000\",\"version\":\"1\"},"
            + "{\"name\":\"Mozilla Firefox 128.0 (x64 fr)\",\"version\":\"128.0\",\"publisher\":\"Mozilla\"}]";
    post(at("/rules/trial"), "{\"sample\":" + sample + "}")
        .statusCode(200)
        .body("recognised", equalTo(1))
        .body("unknown", equalTo(1))
        .body("differing", equalTo(0))
        .body("results[1].tried.product", equalTo("Mozilla Firefox"))
        .body("results[1].tried.version", equalTo("128.0"))
        .body("results[1].tried.publisher", equalTo("Mozilla"))
        .body("results[1].tried.because[2]", equalTo("firefox"));
    post(at("/rules/trial"), "{\"rules\":" + RULES + ",\"sample\":" + sample + "}")
        .statusCode(200)
        .body("differing", equalTo(2))
        .body("results[0].tried.product", equalTo("Garde"))
        .body("results[0].inForce.outcome", equalTo("UNKNOWN"));
    get(at("/rules")).body("number", equalTo(1));
    put(at("/rules"), "{\"rules\":" + RULES + ",\"reason\":\"ours\"}")
        .statusCode(201)
        .body("number", equalTo(2));
    get(at("/rules")).body("rules.rules.id", contains("garde"));
    post(at("/rules/trial"), "{\"sample\":" + sample + "}").body("unknown", equalTo(1));
  }

  @Test
  void rules_that_make_no_sense_are_named_one_by_one() {
    put(at("/rules"), "{\"reason\":\"x\"}")
        .statusCode(422)
        .body("errors[0].field", equalTo("rules"));
    put(at("/rules"), "{\"rules\":{\"rules\":7},\"reason\":\"x\"}")
        .statusCode(400)
        .body("errors[0].field", equalTo("rules.rules"));
    put(
            at("/rules"),
            "{\"rules\":%s,\"reason\":\"x\"}"
                .formatted(RULES.replace("garde.*", "(").replace("\"Garde\"", "\"{x}\"")))
        .statusCode(422)
        .body("errors.field", contains("rules.rules[0].whenName"));
    post(at("/rules/trial"), "{\"sample\":[]}")
        .statusCode(422)
        .body("errors[0].field", equalTo("sample"));
    post(at("/rules/trial"), "{\"sample\":[{\"version\":\"1\"},null]}")
        .statusCode(422)
        .body("errors.field", contains("sample[0].name", "sample[1].name"));
    get(at("/rules")).body("number", equalTo(1));
  }

  @Test
  void only_the_support_establishment_s_people_keep_the_catalogue() {
    var other = Invented.finess();
    member(ght, other, "MEMBER", "2016-07-01").statusCode(200);
    var member = "Bearer " + AllRights.token("member-dsi", "dsi", other, ght);
    var stranger = "Bearer " + AllRights.token("stranger-dsi", "dsi", other, "ght-elsewhere");
    put(at("/invented.garde"), GARDE, "Authorization", member).statusCode(403);
    put(at("/rules"), "{\"rules\":" + RULES + ",\"reason\":\"x\"}", "Authorization", member)
        .statusCode(403);
    put(at("/invented.garde"), GARDE, "Authorization", stranger).statusCode(404);
    put(PRODUCTS + "/invented.garde?ght=" + Invented.ght(), GARDE).statusCode(404);
    post(at("/rules/trial"), "{\"sample\":[{\"name\":\"x\"}]}", "Authorization", member)
        .statusCode(200);
    post(at("/rules/trial"), "{\"sample\":[{\"name\":\"x\"}]}", "Authorization", stranger)
        .statusCode(404);
  }

  @Test
  void lifecycle_dates_are_imported_by_all_or_nothing() {
    var file =
        """
        {"result":[{"name":"garde","label":"Garde","releases":[{"name":"2","eolFrom":"%s"}]}]}\
        """;
    post(at("/lifecycle/import"), file.formatted("2027-01-01"))
        .statusCode(200)
        .body("products", equalTo(1))
        .body("releases", equalTo(1));
    post(at("/lifecycle/import"), file.formatted("soon"))
        .statusCode(422)
        .body("errors[0].field", equalTo("result[0].releases[0].eolFrom"));
    post(at("/lifecycle/import"), "[]").statusCode(422).body("errors[0].field", equalTo("product"));
    get(PRODUCTS + "/lifecycle").statusCode(200).body("on", equalTo(false));
  }
}
