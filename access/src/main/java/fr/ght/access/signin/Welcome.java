package fr.ght.access.signin;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** What a service with pages shows there to who is not signed in, instead of a problem. */
public interface Welcome {

  /** Empty where there is no page. */
  Optional<Response> to(ContainerRequestContext request);
}
