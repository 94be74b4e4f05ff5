package fr.ght.inventory;

import fr.ght.http.AsOf;
import fr.ght.http.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somewhere to send bad input to, in tests. */
@Path("/api/probe")
public class ProbeResource {

  public record Item(@Nullable String name, @Nullable Integer beds) {}

  public record Body(@Nullable String name, @Nullable Integer beds, @Nullable List<Item> items) {}

  @PUT
  public Body put(@Nullable Body body) {
    return Problem.present(body);
  }

  @GET
  public String get(@QueryParam("asOf") @Nullable String asOf) {
    if ("break".equals(asOf)) {
      throw new IllegalStateException("secret-of-the-house");
    }
    return AsOf.parse(asOf, null, java.time.Instant.EPOCH).toString();
  }
}
