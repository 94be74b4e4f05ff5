package fr.ght.local.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.ght.local.issuer.Bearer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;

/**
 * Pushes the sample group through the public API, once per data folder. Killed half-way it is
 * pushed whole again by the next start: every request names what it makes, and the instant that
 * dates are counted from is kept, so that a repeated event is the same event. Beside it, each
 * establishment gets a credential for its agents.
 */
public final class Sample {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private final URI address;
  private final Path marker;
  private final Path credentials;
  private final String token;
  private final Consumer<String> say;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * @param address of the front
   * @param marker the file that says how far the loading got
   * @param credentials the folder for the credentials of the establishments' agents
   * @param token of {@link #loader()}
   * @param say where a line of progress goes
   */
  public Sample(URI address, Path marker, Path credentials, String token, Consumer<String> say) {
    this.address = address;
    this.marker = marker;
    this.credentials = credentials;
    this.token = token;
    this.say = say;
  }

  /** Who may make the sample: each establishment's CIO and its systems, in one. */
  public static Bearer loader() {
    return new Bearer(
        "sample",
        "Jeu d’exemple",
        List.of("dsi", "system"),
        SampleGroup.load().members().stream().map(SampleGroup.Member::finess).toList(),
        List.of(SampleGroup.CODE));
  }

  /**
   * @param leftOut whether this instance holds what others recorded, and never had the sample
   */
  private record Progress(String startedAt, boolean done, boolean leftOut) {}

  /**
   * Returns when all is pushed, at once if it was before.
   *
   * @throws IOException if a request is refused or nobody answers; the next call tries again
   */
  public void loadOnce() throws IOException, InterruptedException {
    var now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    var progress =
        Files.exists(marker)
            ? JSON.readValue(marker.toFile(), Progress.class)
            : new Progress(now, false, false);
    if (progress.leftOut()) {
      return;
    }
    var group = SampleGroup.load();
    if (!progress.done()) {
      note(progress);
      push(group, Instant.parse(progress.startedAt()));
      note(new Progress(progress.startedAt(), true, false));
    }
    issueCredentials(group);
  }

  /** Of those whose credential is not in its file: it was never issued, or nobody knows it. */
  private void issueCredentials(SampleGroup group) throws IOException, InterruptedException {
    var files = new SampleCredentials(credentials);
    for (var member : group.members()) {
      if (files.misses(member.finess())) {
        var issued =
            send(
                "POST",
                "/api/inventory/establishments/" + member.finess() + "/credentials",
                "application/json",
                JSON.createObjectNode().put("label", "Exemple local"));
        files.keep(member.finess(), issued.path("user").asText(), issued.path("password").asText());
      }
    }
  }

  /** Counts as loaded from now on: what was recorded elsewhere stays free of invented data. */
  public static void leaveOut(Path marker) throws IOException {
    if (!Files.exists(marker)) {
      note(
          marker,
          new Progress(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), true, true));
    }
  }

  private void push(SampleGroup group, Instant startedAt) throws IOException, InterruptedException {
    var ght = "/api/inventory/ghts/" + SampleGroup.CODE;
    put(ght, JSON.createObjectNode().put("name", SampleGroup.NAME).put("support", group.support()));
    for (var member : group.members()) {
      put(
          ght + "/members/" + member.finess(),
          JSON.createObjectNode()
              .put("name", member.name())
              .put("role", member.role())
              .put("from", member.from()));
      put(
          "/api/inventory/establishments/" + member.finess() + "/profile",
          JSON.createObjectNode()
              .put("from", member.from())
              .put("beds", member.beds())
              .put("staff", member.staff())
              .put("workstations", member.workstations())
              .put("itStaff", member.itStaff()));
    }
    var machines = 0;
    var reports = new SampleMachines(group, startedAt);
    for (var member : group.members()) {
      var batch = JSON.createArrayNode().addAll(reports.reportsOf(member));
      if (!batch.isEmpty()) {
        accepted(
            send("POST", "/api/inventory/events", "application/cloudevents-batch+json", batch));
        machines += batch.size();
      }
    }
    for (var application : group.applications()) {
      ObjectNode body = JSON.valueToTree(application);
      body.remove("id");
      put("/api/inventory/applications/" + application.id(), body);
    }
    pushAgreements(group, LocalDate.ofInstant(startedAt, PARIS));
    say.accept(
        "sample loaded: %s, %d establishments, %d machines, %d applications and %d contracts (invented)"
            .formatted(
                SampleGroup.NAME,
                group.members().size(),
                machines,
                group.applications().size(),
                group.contracts().size()));
  }

  private void pushAgreements(SampleGroup group, LocalDate loadedOn)
      throws IOException, InterruptedException {
    var agreements = new SampleAgreements(loadedOn);
    for (var contract : group.contracts()) {
      put("/api/inventory/contracts/" + contract.id(), agreements.contract(contract));
    }
    for (var skill : group.skills()) {
      var product = URLEncoder.encode(skill.product(), StandardCharsets.UTF_8).replace("+", "%20");
      put(
          "/api/inventory/skills/" + skill.establishment() + "/" + product,
          agreements.skill(skill));
    }
  }

  private void put(String path, JsonNode body) throws IOException, InterruptedException {
    send("PUT", path, "application/json", body);
  }

  private JsonNode send(String method, String path, String type, JsonNode body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(address.resolve(path))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", type)
            .header("Authorization", "Bearer " + token)
            .method(method, HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
            .build();
    var response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(
          "%s %s was answered %d: %s"
              .formatted(method, path, response.statusCode(), response.body()));
    }
    return JSON.readTree(response.body().isBlank() ? "{}" : response.body());
  }

  private static void accepted(JsonNode answer) throws IOException {
    for (var result : answer.path("results")) {
      if (result.path("status").asText().equals("refused")) {
        throw new IOException("a report was refused: " + result);
      }
    }
  }

  private void note(Progress progress) throws IOException {
    note(marker, progress);
  }

  private static void note(Path marker, Progress progress) throws IOException {
    var half = marker.resolveSibling(marker.getFileName() + ".half");
    JSON.writeValue(half.toFile(), progress);
    Files.move(half, marker, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
