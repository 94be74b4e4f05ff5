package fr.ght.local.testing;

import io.quarkus.test.junit.callback.QuarkusTestBeforeClassCallback;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Signs in every request of a {@code @QuarkusTest} that does not say who it is by: as somebody who
 * may do all that the tests of this JVM do. A test about rights says itself who calls.
 */
public final class AllRights implements QuarkusTestBeforeClassCallback {
  private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Set<String> ESTABLISHMENTS = new LinkedHashSet<>();
  private static final Set<String> GROUPS = new LinkedHashSet<>();

  /** A token is a header, and headers are limited. */
  private static final int MOST_ESTABLISHMENTS = 300;

  private static final int MOST_GROUPS = 200;

  private static @Nullable String token;

  @Override
  public void beforeClass(Class<?> testClass) {
    // One of another application's class path would sign in with that one's issuer.
    RestAssured.replaceFiltersWith(new SignedIn());
    forget();
  }

  private static final class SignedIn implements Filter {
    @Override
    public Response filter(
        FilterableRequestSpecification request,
        FilterableResponseSpecification response,
        FilterContext context) {
      var isAgents = request.getDerivedPath().startsWith("/agents");
      if (!isAgents && !request.getHeaders().hasHeaderWithName("Authorization")) {
        request.header("Authorization", "Bearer " + token());
      }
      return context.next(request, response);
    }
  }

  private static synchronized void forget() {
    token = null;
  }

  /** He acts for this establishment too. */
  public static synchronized String establishment(String finess) {
    add(ESTABLISHMENTS, finess, MOST_ESTABLISHMENTS);
    return finess;
  }

  /** He sees this group too. */
  public static synchronized String group(String ght) {
    add(GROUPS, ght, MOST_GROUPS);
    return ght;
  }

  /** The oldest make room. */
  private static void add(Set<String> all, String one, int most) {
    if (all.add(one)) {
      token = null;
    }
    if (all.size() > most) {
      all.remove(all.iterator().next());
    }
  }

  /** What he signs in with. */
  public static synchronized String token() {
    var known = token;
    if (known == null) {
      known =
          token(
              "all-rights",
              "system dsi rssi buyer requester ops",
              String.join(" ", ESTABLISHMENTS),
              String.join(" ", GROUPS));
      token = known;
    }
    return known;
  }

  /**
   * What somebody else signs in with.
   *
   * @param roles, finess and ghts: words with blanks between them
   */
  public static String token(String subject, String roles, String finess, String ghts) {
    var issuer = ConfigProvider.getConfig().getValue("quarkus.oidc.auth-server-url", String.class);
    var form =
        "grant_type=urn%3Aght%3Agrant%3Adevelopment"
            + field("sub", subject)
            + field("roles", roles)
            + field("finess", finess)
            + field("ght", ghts);
    var request =
        HttpRequest.newBuilder(URI.create(issuer + "/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    try {
      var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
      var found = ACCESS_TOKEN.matcher(answer);
      if (!found.find()) {
        throw new IllegalStateException(answer);
      }
      return found.group(1);
    } catch (IOException e) {
      throw new IllegalStateException("the issuer of the tests does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String field(String name, String value) {
    return "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
