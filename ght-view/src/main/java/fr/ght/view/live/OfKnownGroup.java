package fr.ght.view.live;

import fr.ght.http.AsOf;
import fr.ght.view.members.Members;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** A group that nobody knows is told as such before a stream begins: then it would be too late. */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@interface OfKnownGroup {

  /** Fails with a problem, 404. */
  class Check {
    private final Members members;

    Check(Members members) {
      this.members = members;
    }

    @OfKnownGroup
    @ServerRequestFilter
    public Uni<Response> refuseUnknown(UriInfo address) {
      var ght = address.getPathParameters().getFirst("ght");
      return members.group(ght, AsOf.now()).map(_ -> null);
    }
  }
}
