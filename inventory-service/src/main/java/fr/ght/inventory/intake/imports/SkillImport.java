package fr.ght.inventory.intake.imports;

import fr.ght.access.signin.Call;
import fr.ght.inventory.domain.skill.SkillCommand;
import fr.ght.inventory.domain.skill.SkillCoverage;
import fr.ght.inventory.domain.skill.SkillEvent;
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

/** Files of skills: a line is one level of one product at one establishment (docs/imports.md). */
@Path("/api/inventory/skills/import")
@Consumes({ImportParameters.CSV, ImportParameters.OF_EXCEL})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "skills")
public class SkillImport {
  private final Commands<SkillCommand, SkillCoverage, SkillEvent> skills;
  private final Imports imports;
  private final Call call;

  SkillImport(
      Commands<SkillCommand, SkillCoverage, SkillEvent> skills, Imports imports, Call call) {
    this.skills = skills;
    this.imports = imports;
    this.call = call;
  }

  @POST
  @Operation(summary = "Record the skills of a CSV file, or see what it would change")
  public Uni<ImportReport> take(@BeanParam ImportParameters parameters, byte @Nullable [] body) {
    return imports.run(
        ImportParameters.present(body),
        new SkillFormat(),
        skills,
        call.origin(),
        parameters.toWanted());
  }
}
