package fr.ght.inventory.intake.imports;

import fr.ght.access.signin.Call;
import fr.ght.inventory.domain.application.Application;
import fr.ght.inventory.domain.application.ApplicationCommand;
import fr.ght.inventory.domain.application.ApplicationEvent;
import fr.ght.inventory.intake.Commands;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Files of applications: a line is an application (docs/imports.md). */
@Path("/api/inventory/applications/import")
@Consumes({ImportParameters.CSV, ImportParameters.OF_EXCEL})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "applications")
public class ApplicationImport {
  private final Commands<ApplicationCommand, Application, ApplicationEvent> applications;
  private final Imports imports;
  private final Call call;

  ApplicationImport(
      Commands<ApplicationCommand, Application, ApplicationEvent> applications,
      Imports imports,
      Call call) {
    this.applications = applications;
    this.imports = imports;
    this.call = call;
  }

  @POST
  @Operation(summary = "Declare the applications of a CSV file, or see what it would change")
  public Uni<ImportReport> take(@BeanParam ImportParameters parameters, byte @Nullable [] body) {
    return imports.run(
        ImportParameters.present(body),
        new ApplicationFormat(),
        applications,
        call.origin(),
        parameters.toWanted());
  }
}
