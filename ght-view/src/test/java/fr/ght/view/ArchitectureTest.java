package fr.ght.view;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import fr.ght.view.facts.View;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The few rules of the house that the compiler does not hold. */
class ArchitectureTest {
  private static final String HERE = "fr.ght.view";

  private final JavaClasses module =
      new ClassFileImporter().importPath(Path.of("target", "classes"));

  @Test
  void no_service_is_known_but_by_its_facts() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("fr.ght..")
                .and(
                    not(
                        resideInAnyPackage(
                            HERE + "..",
                            "fr.ght.contracts..",
                            "fr.ght.eventsourcing..",
                            "fr.ght.http..",
                            "fr.ght.access.."))))
        .because("services change without asking: only facts are promises")
        .check(module);
  }

  @Test
  void how_facts_arrive_knows_no_view() {
    noClasses()
        .that()
        .resideInAPackage(HERE + ".facts..")
        .should()
        .dependOnClassesThat(
            resideInAPackage(HERE + "..").and(not(resideInAPackage(HERE + ".facts.."))))
        .because("a new view is a new class, found by its interface")
        .check(module);
  }

  @Test
  void no_two_packages_need_each_other() {
    slices()
        .matching(HERE + ".(*)..")
        .should()
        .beFreeOfCycles()
        .because("a view can be read, and dropped, without the others")
        .check(module);
  }

  @Test
  void pages_show_answers_and_write_nothing() {
    noClasses()
        .that()
        .resideInAPackage(HERE + ".pages..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("fr.ght.contracts..")
                .or(resideInAPackage("fr.ght.eventsourcing.."))
                .or(resideInAPackage("io.vertx.mutiny.sqlclient.."))
                .or(resideInAPackage("org.hibernate..")))
        .because("a page shows what the API says, so that both never differ")
        .check(module);
  }

  @Test
  void views_rest_on_no_other_view() {
    for (var view :
        List.of(
            "members",
            "machines",
            "matrix",
            "contracts",
            "skills",
            "incidents",
            "timeline",
            "audit")) {
      noClasses()
          .that()
          .implement(View.class)
          .and()
          .resideInAPackage(HERE + "." + view)
          .should()
          .dependOnClassesThat(
              resideInAPackage(HERE + "..")
                  .and(not(resideInAPackage(HERE + ".facts..")))
                  .and(not(resideInAPackage(HERE + "." + view + ".."))))
          .because("each view is built anew alone: it may rest on no other view's rows")
          .check(module);
    }
  }
}
