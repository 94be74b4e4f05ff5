package fr.ght.inventory.intake.imports;

import fr.ght.http.Problem;
import fr.ght.inventory.intake.imports.Imports.Wanted;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What shall become of a file. */
public record ImportParameters(
    @QueryParam("dryRun")
        @Parameter(description = "true: say what would become of it, and write nothing")
        @Nullable String dryRun,
    @QueryParam("skipErrors")
        @Parameter(description = "true: write the good lines though others are wrong")
        @Nullable String skipErrors) {

  /** What browsers and scripts call a CSV file. */
  static final String CSV = "text/csv";

  static final String OF_EXCEL = "application/vnd.ms-excel";

  /**
   * @throws Problem.ProblemException 400
   */
  Wanted toWanted() {
    return new Wanted(truth("dryRun", dryRun), truth("skipErrors", skipErrors));
  }

  private static boolean truth(String name, @Nullable String text) {
    if (text == null || text.equals("false")) {
      return false;
    }
    if (text.equals("true")) {
      return true;
    }
    throw Problem.unreadable(name, "is neither true nor false");
  }

  /**
   * @throws Problem.ProblemException 400 if there is no file
   */
  static byte[] present(byte @Nullable [] body) {
    if (body == null || body.length == 0) {
      throw Problem.unreadable("body", "is missing");
    }
    return body;
  }
}
