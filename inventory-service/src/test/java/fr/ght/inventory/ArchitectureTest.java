package fr.ght.inventory;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The few rules of the house that the compiler does not hold. */
class ArchitectureTest {
  private static final String SERVICE = "fr.ght.inventory";
  private static final String DOMAIN = SERVICE + ".domain..";
  private static final String NORMALISATION = SERVICE + ".domain.normalisation..";
  private static final String[] PURE = {
    "",
    "java.lang..",
    "java.math",
    "java.text",
    "java.time",
    "java.time.temporal",
    "java.util",
    "java.util.function",
    "java.util.regex",
    "java.util.stream",
    "org.jspecify.annotations",
    "fr.ght.eventsourcing",
    DOMAIN
  };
  private static final Set<String> ROOMS = Set.of("intake", "view", "publication", "reaction");

  /** What reads a clock, makes an id or throws dice. */
  private static final Set<String> IMPURE =
      Set.of("now", "randomUUID", "currentTimeMillis", "nanoTime", "random", "systemUTC", "getenv");

  private static final Pattern BANNED =
      Pattern.compile(
          "(?:Util|Utils|Common|Helper|Impl|Manager|Dto|DTO|Mapper)(?![a-z]).*"
              + "|.*\\.(?:util|utils|common|helper|helpers|impl|manager|dto|mapper)(?:\\..*)?");

  private final JavaClasses service =
      new ClassFileImporter().importPath(Path.of("target", "classes"));

  @Test
  void the_domain_is_pure() {
    classes()
        .that()
        .resideInAPackage(DOMAIN)
        .and()
        .resideOutsideOfPackage(NORMALISATION)
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(PURE))
        .because("rules that know no framework and no I/O can be read, tested and replayed alone")
        .check(service);
  }

  @Test
  void the_normalisation_of_names_is_pure_and_matches_patterns_in_bounded_time() {
    classes()
        .that()
        .resideInAPackage(NORMALISATION)
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(PURE).or(resideInAnyPackage("com.google.re2j")))
        .because(
            "its patterns are data that users write, so they must match in linear time (ADR 22)")
        .check(service);
  }

  @Test
  void the_domain_asks_no_clock_and_makes_no_id() {
    noClasses()
        .that()
        .resideInAPackage(DOMAIN)
        .should()
        .callCodeUnitWhere(describe("reads a clock or makes an id", ArchitectureTest::isImpure))
        .because("time and identity come with the command, so that a replay ends in the same state")
        .check(service);
  }

  private static boolean isImpure(JavaCall<?> call) {
    CodeUnitCallTarget target = call.getTarget();
    return IMPURE.contains(target.getName()) && target.getOwner().getName().startsWith("java.");
  }

  @Test
  void the_ways_in_and_out_do_not_know_each_other() {
    for (var room : ROOMS) {
      var others =
          ROOMS.stream()
              .filter(other -> !other.equals(room))
              .map(other -> SERVICE + "." + other + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(SERVICE + "." + room + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others)
          .because(
              "they meet in the log only: each can change, fail or be rebuilt without the rest")
          .allowEmptyShould(true)
          .check(service);
    }
  }

  @Test
  void a_service_knows_only_the_shared_rooms() {
    noClasses()
        .should()
        .dependOnClassesThat(
            describe(
                "belong to another service",
                (JavaClass other) ->
                    other.getPackageName().startsWith("fr.ght.")
                        && !inRoom(
                            other, "inventory", "eventsourcing", "contracts", "http", "access")))
        .because("services share facts, the library and how they answer, never each other's code")
        .check(service);
  }

  private static boolean inRoom(JavaClass type, String... rooms) {
    return Stream.of(rooms)
        .anyMatch(room -> (type.getPackageName() + ".").startsWith("fr.ght." + room + "."));
  }

  @Test
  void names_say_what_a_thing_is() {
    var badly =
        service.stream()
            .map(JavaClass::getName)
            .filter(name -> Stream.of(name.split("(?=[A-Z])")).anyMatch(ArchitectureTest::isEmpty))
            .toList();
    assertThat(badly)
        .as("a name of these words says nothing: use the field's own term (CONTRIBUTING.md)")
        .isEmpty();
  }

  private static boolean isEmpty(String word) {
    return BANNED.matcher(word).matches();
  }

  @Test
  void every_package_says_what_lives_there() {
    var silent =
        service.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(room -> !isExplained(room))
            .map(JavaPackage::getName)
            .collect(Collectors.toSet());
    assertThat(silent)
        .as("a package has a package-info of one paragraph, and is @NullMarked")
        .isEmpty();
  }

  private static boolean isExplained(JavaPackage room) {
    return room.tryGetPackageInfo()
        .filter(info -> info.isAnnotatedWith(NullMarked.class))
        .isPresent();
  }
}
