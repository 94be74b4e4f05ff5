package fr.ght.inventory.domain.credential;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All credentials that an establishment ever had, in the order in which they were issued. */
public record Credentials(Map<CredentialId, Credential> all) {

  /** So many can be active at once. */
  public static final int MOST_ACTIVE = 20;

  public Credentials {
    all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
  }

  /** The credential of this user name, if there ever was one. */
  public Optional<Map.Entry<CredentialId, Credential>> ofUser(String user) {
    return all.entrySet().stream().filter(one -> one.getValue().user().equals(user)).findFirst();
  }

  long active() {
    return all.values().stream().filter(Credential.Active.class::isInstance).count();
  }

  Credentials with(CredentialId id, Credential credential) {
    var changed = new LinkedHashMap<>(all);
    changed.put(id, credential);
    return new Credentials(changed);
  }
}
