package fr.ght.inventory.domain.normalisation;

import static org.assertj.core.api.Assertions.assertThat;

import fr.ght.inventory.domain.normalisation.RuleSet.SegmentRule;
import fr.ght.inventory.log.RuleSetJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentsTest {
  private final Segments shipped = new Segments(RuleSetJson.FIRST_SEGMENTS);

  @ParameterizedTest
  @CsvSource({
    "Microsoft SQL Server 2019 Standard, Microsoft, databases",
    "PostgreSQL, PostgreSQL Global Development Group, databases",
    "Microsoft Office Professional Plus 2019, Microsoft, office",
    "LibreOffice, The Document Foundation, office",
    "Mozilla Firefox ESR, Mozilla, browsers",
    "Microsoft Power BI Desktop, Microsoft, business-intelligence",
    "Qlik Sense, QlikTech International, business-intelligence",
    "DxCare client, Dedalus, healthcare",
    "Apache Tomcat, Apache Software Foundation, servers",
    "VMware Tools, VMware, virtualisation",
    "KeePass Password Safe, Dominik Reichl, security",
    "Veeam Agent for Microsoft Windows, Veeam Software Group, backup",
    "linux-image-amd64, Debian, operating-system-packages",
    "Java SE Runtime Environment, Oracle, runtimes-and-development",
    "Tableau de garde, Éditeur inventé, ''",
  })
  void the_shipped_segments_say_what_products_are_for(
      String product, String publisher, String segment) {
    assertThat(shipped.of(product, publisher).orElse("")).isEqualTo(segment);
  }

  @Test
  void the_shipped_segments_have_no_defect() {
    var rules = RuleSetJson.FIRST_SHIPPED;
    var withSegments =
        new RuleSet(
            rules.legalForms(),
            rules.noPublishers(),
            rules.publishers(),
            rules.cleanings(),
            rules.rules(),
            RuleSetJson.FIRST_SEGMENTS);
    assertThat(RuleSetDefects.of(withSegments)).isEmpty();
  }

  @Test
  void the_first_rule_that_fits_holds_and_both_its_conditions_must() {
    var segments =
        new Segments(
            List.of(
                new SegmentRule("first", "garde.*", "invented"),
                new SegmentRule("second", "garde.*", null)));
    assertThat(segments.of("Garde 2", "Invented")).contains("first");
    assertThat(segments.of("Garde 2", "Somebody else")).contains("second");
    assertThat(segments.of("Astreinte", "Invented")).isEmpty();
  }
}
