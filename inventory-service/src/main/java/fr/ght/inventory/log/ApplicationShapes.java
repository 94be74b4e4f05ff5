package fr.ght.inventory.log;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.ght.inventory.domain.application.Hosting;
import fr.ght.inventory.domain.application.Hosting.AtCertifiedHost;
import fr.ght.inventory.domain.application.Hosting.ByTheGroup;
import fr.ght.inventory.domain.application.Hosting.OnPremise;
import fr.ght.inventory.domain.application.Interface.OtherApplication;
import fr.ght.inventory.domain.application.Interface.OutsideSystem;
import fr.ght.inventory.domain.application.Interface.Peer;

/** The stored names of what is one of several shapes within an application's events. */
final class ApplicationShapes {
  private ApplicationShapes() {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(name = "ON_PREMISE", value = OnPremise.class),
    @JsonSubTypes.Type(name = "GROUP", value = ByTheGroup.class),
    @JsonSubTypes.Type(name = "CERTIFIED_HOST", value = AtCertifiedHost.class)
  })
  private interface OfHosting {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(name = "APPLICATION", value = OtherApplication.class),
    @JsonSubTypes.Type(name = "OUTSIDE", value = OutsideSystem.class)
  })
  private interface OfPeer {}

  static void name(ObjectMapper json) {
    json.addMixIn(Hosting.class, OfHosting.class).addMixIn(Peer.class, OfPeer.class);
  }
}
