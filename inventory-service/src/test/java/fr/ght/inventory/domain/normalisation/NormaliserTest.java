package fr.ght.inventory.domain.normalisation;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.inventory.domain.normalisation.Normalised.Recognised;
import fr.ght.inventory.domain.normalisation.Normalised.SetAside;
import fr.ght.inventory.domain.normalisation.Normalised.Unknown;
import fr.ght.inventory.domain.normalisation.RuleSet.Identifiers;
import fr.ght.inventory.log.RuleSetJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NormaliserTest {
  private final Normaliser normaliser = new Normaliser(RuleSetJson.FIRST_SHIPPED, List.of());

  private Normalised normalised(String name, @Nullable String version, @Nullable String publisher) {
    return normaliser.normalise(new ReportedSoftware(name, version, publisher, null));
  }

  private String product(String name, @Nullable String version, @Nullable String publisher) {
    return switch (normalised(name, version, publisher)) {
      case Recognised(_, var product, _, var found, _, _) -> product + " | " + found;
      case SetAside(var reason, _) -> "set aside: " + reason;
      case Unknown _ -> "unknown";
    };
  }

  @Test
  void version_architecture_and_language_leave_the_name_and_the_answer_says_by_which_rules() {
    var result = (Recognised) normalised("Mozilla Firefox 128.0 (x64 fr)", "128.0", "Mozilla");

    assertThat(result.product()).isEqualTo("Mozilla Firefox");
    assertThat(result.publisher()).isEqualTo("Mozilla");
    assertThat(result.version()).isEqualTo("128.0");
    assertThat(result.code()).isEqualTo("mozilla.firefox");
    assertThat(result.identifiers().cpe()).isEqualTo("cpe:2.3:a:mozilla:firefox:*:*:*:*:*:*:*:*");
    assertThat(result.because())
        .containsExactly(
            "architecture-and-language-in-brackets", "short-version-at-the-end", "firefox");
  }

  @Test
  void a_number_that_the_report_does_not_confirm_belongs_to_the_name() {
    assertThat(product("HL7 2.5 Viewer", "3.1", "Invented Software"))
        .isEqualTo("HL7 2.5 Viewer | 3.1");
    assertThat(product("Viewer 2.5 Server", "2.5.1", "Invented Software"))
        .isEqualTo("Viewer Server | 2.5.1");
  }

  @Test
  void the_version_in_a_name_counts_where_the_installer_has_numbers_of_its_own() {
    assertThat(product("Microsoft .NET Runtime - 6.0.25 (x64)", "48.100.4028", "Microsoft"))
        .isEqualTo("Microsoft .NET Runtime | 6.0.25");
  }

  @Test
  void editions_years_and_roles_stay_products_of_their_own() {
    assertThat(
            List.of(
                product("Microsoft SQL Server 2016 (64-bit)", "13.0.1601.5", "Microsoft"),
                product("Microsoft SQL Server 2019 (64-bit)", "15.0.2000.5", "Microsoft"),
                product("Microsoft SQL Server 2019 Express", "15.0.2000.5", "Microsoft"),
                product("Invented Suite Client", "1.0", "Invented Software"),
                product("Invented Suite Server", "1.0", "Invented Software"),
                product("Invented Suite Pro", "1.0", "Invented Software"),
                product("Invented Suite", "1.0", "Invented Software"),
                product("Invented Suite 2", "1.0", "Invented Software")))
        .doesNotHaveDuplicates();
  }

  @Test
  void a_publisher_is_one_however_it_is_written() {
    assertThat(
            List.of("Invented Software", "Invented Software, Inc.", "INVENTED software  S.A.S.")
                .stream()
                .map(publisher -> ((Recognised) normalised("Suite", "1.0", publisher)).code())
                .distinct())
        .containsExactly("invented-software.suite");
  }

  @Test
  void a_name_without_a_publisher_that_no_rule_knows_is_unknown() {
    assertThat(product("Logiciel interne de garde", "1.0", null)).isEqualTo("unknown");
    assertThat(product("Logiciel interne de garde", "1.0", "https://example.org"))
        .isEqualTo("unknown");
    assertThat(product("Logiciel interne de garde", "1.0", "Unknown")).isEqualTo("unknown");
  }

  @Test
  void an_unknown_name_waits_under_one_key_for_all_its_versions() {
    var one = (Unknown) normalised("Garde 1.2.3 (x64)", "1.2.3", null);
    var other = (Unknown) normalised("garde 2.0.1", null, null);

    assertThat(one.key()).isEqualTo(other.key());
    assertThat(other.version()).isEqualTo("2.0.1");
  }

  @Test
  void an_alias_of_the_group_holds_before_every_rule_and_for_every_version() {
    var known = new ReportedSoftware("Garde 1.2.3 (x64)", "1.2.3", null, null);
    var alias =
        new Alias(normaliser.key(known), "invented.garde", "Garde", "Invented", Identifiers.NONE);

    var result =
        normaliser
            .with(List.of(alias))
            .normalise(new ReportedSoftware("Garde 4.0.0", "4.0.0", null, null));

    assertThat(result)
        .isEqualTo(
            new Recognised(
                "invented.garde",
                "Garde",
                "Invented",
                "4.0.0",
                Identifiers.NONE,
                List.of("version-at-the-end", "alias " + alias.key())));
  }

  @Test
  void an_alias_of_one_publisher_says_nothing_of_anothers_product_of_the_same_name() {
    var alias =
        new Alias(
            normaliser.key(new ReportedSoftware("Garde", null, null, null)),
            "invented.garde",
            "Garde",
            "Invented",
            Identifiers.NONE);

    assertThat(
            normaliser
                .with(List.of(alias))
                .normalise(new ReportedSoftware("Garde", "1", "Somebody else", null)))
        .extracting("code")
        .isEqualTo("somebody-else.garde");
  }

  private Normalised ofBom(
      String name, String version, @Nullable String architecture, String purl) {
    return normaliser.normalise(
        new ReportedSoftware(name, version, null, architecture, Identifiers.ofVersion(purl, null)));
  }

  @Test
  void a_package_of_a_distribution_is_the_same_product_from_an_agent_and_from_a_bom() {
    assertThat(ofBom("libssl3", "3.0.15-1", "amd64", "pkg:deb/debian/libssl3@3.0.15-1?arch=amd64"))
        .isEqualTo(
            normaliser.normalise(new ReportedSoftware("libssl3", "3.0.15-1", null, "amd64")));
  }

  @Test
  void a_part_of_a_registry_is_what_its_package_url_says_and_not_what_it_is_called() {
    assertThat(ofBom("git", "0.1.5", null, "pkg:npm/git@0.1.5"))
        .isEqualTo(
            new Recognised(
                "npm.git",
                "git",
                "",
                "0.1.5",
                new Identifiers(null, "pkg:npm/git", null),
                List.of("purl")));
    assertThat(ofBom("x", "1", null, "pkg:npm/%40scope/git@1"))
        .extracting("product")
        .isEqualTo("@scope/git");
  }

  @Test
  void what_no_rule_knows_is_what_its_package_url_says() {
    assertThat(ofBom("BusyBox", "1.36.1", null, "pkg:generic/busybox@1.36.1"))
        .extracting("code", "publisher")
        .containsExactly("generic.busybox", "");
    assertThat(normalised("BusyBox", "1.36.1", null)).isInstanceOf(Normalised.Unknown.class);
  }

  @Test
  void identifiers_of_a_version_become_those_of_the_product() {
    assertThat(
            Identifiers.ofVersion(
                "pkg:deb/debian/curl@7.88?arch=amd64#x",
                "cpe:2.3:a:haxx:libcurl\\:x:7.88:*:*:*:*:*:*:*"))
        .isEqualTo(
            new Identifiers(
                "cpe:2.3:a:haxx:libcurl\\:x:*:*:*:*:*:*:*:*", "pkg:deb/debian/curl", null));
    assertThat(Identifiers.ofVersion("pkg:npm/a", "cpe:/a:b:c"))
        .isEqualTo(new Identifiers(null, "pkg:npm/a", null));
    assertThat(Identifiers.ofVersion(null, null)).isEqualTo(Identifiers.NONE);
  }

  @Test
  void a_name_of_any_length_and_marks_is_answered() {
    for (var name : List.of("", " ", "-", "()", "{}", "\u0000", "a", "((((((", "日本語ソフト")) {
      assertThat(normalised(name, null, null)).isNotNull();
    }
    assertThat(normalised("x 1.1.1 ".repeat(100_000), "1", "Invented")).isNotNull();
  }

  @Test
  void names_in_another_script_are_not_taken_for_one() {
    assertThat(product("日本語", "1", "Invented")).isNotEqualTo(product("ソフト", "1", "Invented"));
    assertThat(((Recognised) normalised("日本語", "1", "Invented")).code())
        .isNotEqualTo(((Recognised) normalised("ソフト", "1", "Invented")).code());
  }
}
