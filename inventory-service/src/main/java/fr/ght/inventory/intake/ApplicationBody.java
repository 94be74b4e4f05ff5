package fr.ght.inventory.intake;

import fr.ght.http.Findings;
import fr.ght.http.Problem;
import fr.ght.inventory.domain.application.Application.Declared;
import fr.ght.inventory.domain.application.ApplicationCommand;
import fr.ght.inventory.domain.application.ApplicationState;
import fr.ght.inventory.domain.application.Aspect;
import fr.ght.inventory.domain.application.Deployment;
import fr.ght.inventory.domain.application.Needs;
import fr.ght.inventory.domain.application.Operation;
import fr.ght.inventory.domain.establishment.Finess;
import fr.ght.inventory.intake.OperationBody.OfHosting;
import fr.ght.inventory.intake.OperationBody.OfInterface;
import fr.ght.inventory.intake.OperationBody.OfNeeds;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An application as callers write it. Of version, instance, needs, hosting and interfaces, what is
 * not written is not said, and stays as it was known.
 *
 * @param establishment FINESS of the legal entity
 * @param function code of the business function
 * @param state PLANNED, IN_DEPLOYMENT, IN_PRODUCTION, READ_ONLY or DECOMMISSIONED
 * @param instance of which establishments that share an application name the same
 * @param interfaces all of them
 * @param unknown what was known and is so no longer: instance, availability, integrity,
 *     confidentiality, evidence, rto, rpo or hosting
 */
@Schema(name = "ApplicationDeclaration")
public record ApplicationBody(
    @Schema(examples = "420784878", required = true) @Nullable String establishment,
    @Schema(examples = "laboratory", required = true) @Nullable String function,
    @Schema(examples = "GLIMS", required = true) @Nullable String product,
    @Schema(examples = "10.2") @Nullable String version,
    @Schema(examples = "IN_PRODUCTION", required = true) @Nullable String state,
    @Schema(examples = "340") @Nullable Integer users,
    @Schema(examples = "glims-loire") @Nullable String instance,
    @Nullable OfNeeds needs,
    @Nullable OfHosting hosting,
    @Nullable List<@Nullable OfInterface> interfaces,
    @Schema(examples = "[\"instance\"]") @Nullable List<@Nullable String> unknown) {

  /**
   * @throws Problem.ProblemException 422 naming every field that is not valid
   */
  public ApplicationCommand.Declare toCommand() {
    return Findings.reading(found -> {
      var at = found.required("establishment", establishment, Finess::parse);
      var serves = found.required("function", function, Names::function);
      var software = found.required("product", product, Names::text);
      var release = found.optional("version", version, Names::text);
      var stage = found.oneOf("state", state, ApplicationState.class);
      found.notNegative("users", users);
      var operation = operation(found);
      var forgotten = unknown(found);
      return () ->
          new ApplicationCommand.Declare(
              new Deployment(
                  at.get(), serves.get(), software.get(), release.get(), users, operation.get()),
              stage.get(),
              forgotten.get());
    });
  }

  private Supplier<Set<Aspect>> unknown(Findings found) {
    var all = EnumSet.noneOf(Aspect.class);
    var names = unknown == null ? List.<@Nullable String>of() : unknown;
    for (int n = 0; n < names.size(); n++) {
      var field = "unknown[%d]".formatted(n);
      var aspect = Aspects.named(names.get(n));
      if (aspect.isEmpty()) {
        found.reject(field, "is not one of " + Aspects.NAMES);
      } else if (Aspects.isSaid(aspect.get(), this)) {
        found.reject(field, "is said, too");
      } else {
        all.add(aspect.get());
      }
    }
    return () -> all;
  }

  /** Of a file's line, which says nothing of interfaces. */
  public static ApplicationBody ofLine(
      @Nullable String establishment,
      @Nullable String function,
      @Nullable String product,
      @Nullable String version,
      @Nullable String state,
      @Nullable Integer users,
      @Nullable String instance,
      OfNeeds needs,
      @Nullable OfHosting hosting,
      List<String> unknown) {
    return new ApplicationBody(
        establishment,
        function,
        product,
        version,
        state,
        users,
        instance,
        needs,
        hosting,
        null,
        List.copyOf(unknown));
  }

  private Supplier<Operation> operation(Findings found) {
    var runsAs = found.optional("instance", instance, Names::named);
    var dependsOn = OperationBody.needs(found, needs);
    var hostedAt = OperationBody.hosting(found, hosting);
    var exchanges = OperationBody.interfaces(found, interfaces);
    return () -> new Operation(runsAs.get(), dependsOn.get(), hostedAt.get(), exchanges.get());
  }

  /**
   * An application as it is answered; null is what was not said.
   *
   * @param needs null if nothing of them was said
   */
  @Schema(name = "Application")
  public record Shown(
      String id,
      String establishment,
      String function,
      String product,
      @Nullable String version,
      String state,
      @Nullable Integer users,
      @Nullable String instance,
      @Nullable OfNeeds needs,
      @Nullable OfHosting hosting,
      @Nullable List<OfInterface> interfaces) {

    /**
     * @param on the day whose certificate counts
     */
    static Shown of(String id, Declared application, LocalDate on) {
      var deployment = application.deployment();
      var operation = deployment.operation();
      var hosting = operation.hosting();
      var interfaces = operation.interfaces();
      return new Shown(
          id,
          deployment.establishment().number(),
          deployment.function(),
          deployment.product(),
          deployment.version(),
          application.state().name(),
          deployment.users(),
          operation.instance(),
          operation.needs().equals(Needs.UNKNOWN) ? null : OfNeeds.of(operation.needs()),
          hosting == null ? null : OfHosting.of(hosting, on),
          interfaces == null ? null : interfaces.stream().map(OfInterface::of).toList());
    }
  }
}
