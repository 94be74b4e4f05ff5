package fr.ght.inventory.intake;

import fr.ght.http.Findings;
import fr.ght.http.Problem;
import fr.ght.inventory.domain.application.Application.Declared;
import fr.ght.inventory.domain.application.ApplicationCommand;
import fr.ght.inventory.domain.application.ApplicationState;
import fr.ght.inventory.domain.application.Deployment;
import fr.ght.inventory.domain.establishment.Finess;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An application as callers write it.
 *
 * @param establishment FINESS of the legal entity
 * @param function code of the business function
 * @param state PLANNED, IN_DEPLOYMENT, IN_PRODUCTION, READ_ONLY or DECOMMISSIONED
 */
@Schema(name = "ApplicationDeclaration")
public record ApplicationBody(
    @Schema(examples = "420784878", required = true) @Nullable String establishment,
    @Schema(examples = "laboratory", required = true) @Nullable String function,
    @Schema(examples = "GLIMS", required = true) @Nullable String product,
    @Schema(examples = "10.2") @Nullable String version,
    @Schema(examples = "IN_PRODUCTION", required = true) @Nullable String state,
    @Schema(examples = "340") @Nullable Integer users) {

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
      return () ->
          new ApplicationCommand.Declare(
              new Deployment(at.get(), serves.get(), software.get(), release.get(), users),
              stage.get());
    });
  }

  /** An application as it is answered. */
  @Schema(name = "Application")
  public record Shown(
      String id,
      String establishment,
      String function,
      String product,
      @Nullable String version,
      String state,
      @Nullable Integer users) {

    static Shown of(String id, Declared application) {
      var deployment = application.deployment();
      return new Shown(
          id,
          deployment.establishment().number(),
          deployment.function(),
          deployment.product(),
          deployment.version(),
          application.state().name(),
          deployment.users());
    }
  }
}
