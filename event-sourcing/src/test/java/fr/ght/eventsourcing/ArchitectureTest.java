package fr.ght.eventsourcing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The few rules of the library that the compiler does not hold. */
class ArchitectureTest {
  private final JavaClasses library =
      new ClassFileImporter().importPath(Path.of("target", "classes"));

  @Test
  void what_domains_import_knows_no_database_and_no_broker() {
    noClasses()
        .that()
        .resideInAPackage("fr.ght.eventsourcing")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "fr.ght.eventsourcing.*..", "io.vertx..", "org.apache.kafka..", "org.flywaydb..")
        .because("domains see this package, and must not see through it how a log is kept")
        .check(library);
  }

  @Test
  void the_library_needs_no_framework() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.quarkus..", "jakarta..", "org.eclipse.microprofile..")
        .because("whoever uses it decides how its parts are joined; tests join them by hand")
        .check(library);
  }

  @Test
  void what_runs_is_not_built_on_what_tests() {
    noClasses()
        .that()
        .resideOutsideOfPackage("fr.ght.eventsourcing.testing..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("fr.ght.eventsourcing.testing..", "org.junit..", "org.assertj..")
        .because("the contract tests ship with the library, for others' tests only")
        .check(library);
  }
}
