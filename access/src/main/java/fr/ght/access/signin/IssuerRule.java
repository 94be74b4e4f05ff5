package fr.ght.access.signin;

import io.quarkus.oidc.OidcConfigurationMetadata;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Which issuers are believed. The development issuer gives anybody any role, so it is for the local
 * profile alone: elsewhere a service does not start with it, nor without an issuer, nor with one
 * that could be overheard.
 */
@Singleton
public final class IssuerRule {
  static final String MARK = "ght_development_issuer";
  static final String LOCAL = "local";
  static final String URL = "quarkus.oidc.auth-server-url";

  private final Optional<String> url;
  private final TenantConfigBean tenants;
  private final boolean isLocal;

  IssuerRule(@ConfigProperty(name = URL) Optional<String> url, TenantConfigBean tenants) {
    this.url = url;
    this.tenants = tenants;
    this.isLocal = LaunchMode.current() == LaunchMode.TEST || ConfigUtils.isProfileActive(LOCAL);
  }

  /** Before anything else is started. */
  void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
    var tenant = tenants.getDefaultTenant();
    var metadata = tenant == null ? null : tenant.getOidcMetadata();
    refusal(isLocal, url, metadata != null && isMarked(metadata))
        .ifPresent(reason -> {
          throw new ConfigurationException(reason);
        });
  }

  /** For an issuer that was not to be reached at the start. */
  boolean refuses(OidcConfigurationMetadata issuer) {
    return !isLocal && isMarked(issuer);
  }

  private static boolean isMarked(OidcConfigurationMetadata issuer) {
    return issuer.contains(MARK);
  }

  /** Why a service must not start like this; empty if it may. */
  static Optional<String> refusal(boolean isLocal, Optional<String> url, boolean isDevelopment) {
    if (url.filter(text -> !text.isBlank()).isEmpty()) {
      return Optional.of(URL + " is not set: say which OIDC issuer vouches for callers");
    }
    if (isLocal) {
      return Optional.empty();
    }
    if (!url.get().startsWith("https://")) {
      return Optional.of(URL + " must begin with https:// outside the profile '" + LOCAL + "'");
    }
    return isDevelopment
        ? Optional.of(
            URL
                + " names the development issuer, which gives anybody any role: it is for the profile '"
                + LOCAL
                + "' only")
        : Optional.empty();
  }
}
