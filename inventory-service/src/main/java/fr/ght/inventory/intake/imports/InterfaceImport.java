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

/** Files of interfaces: all lines of one application are all its interfaces (docs/imports.md). */
@Path("/api/inventory/applications/interfaces/import")
@Consumes({ImportParameters.CSV, ImportParameters.OF_EXCEL})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "applications")
public class InterfaceImport {
  private final Commands<ApplicationCommand, Application, ApplicationEvent> applications;
  private final Imports imports;
  private final Call call;

  InterfaceImport(
      Commands<ApplicationCommand, Application, ApplicationEvent> applications,
      Imports imports,
      Call call) {
    this.applications = applications;
    this.imports = imports;
    this.call = call;
  }

  @POST
  @Operation(
      summary = "Say which interfaces applications have by a CSV file, or see what it would change",
      description = "Created, changed, unchanged and refused count applications.")
  public Uni<ImportReport> take(@BeanParam ImportParameters parameters, byte @Nullable [] body) {
    return imports.run(
        ImportParameters.present(body),
        new InterfaceFormat(),
        applications,
        call.origin(),
        parameters.toWanted());
  }
}
