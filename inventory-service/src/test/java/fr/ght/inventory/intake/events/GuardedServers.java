package fr.ght.inventory.intake.events;

import static org.awaitility.Awaitility.await;

import fr.ght.local.FreePorts;
import fr.ght.local.KafkaServer;
import fr.ght.local.testing.Infrastructure;
import fr.ght.local.testing.LocalServers;
import fr.ght.local.testing.TestPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka that asks for a name and a password (SASL/SCRAM) and lets nobody do what he has no right
 * to, as {@code docs/kafka-intake.md} tells operators to set it up; and a PostgreSQL of this test
 * alone, to be killed.
 */
public final class GuardedServers implements QuarkusTestResourceLifecycleManager {
  static final String DATABASE = "inventory";
  private static final String SERVICE = "inventory-service";
  private static final String HOST = "*";

  private static @Nullable TestPostgres postgres;
  private static @Nullable KafkaServer kafka;
  private static int guardedPort;

  @Override
  public Map<String, String> start() {
    postgres = Infrastructure.chosen().postgres();
    postgres.createDatabase(DATABASE);
    guardedPort = FreePorts.one();
    var listener = "SASL_PLAINTEXT://127.0.0.1:" + guardedPort;
    kafka =
        KafkaServer.startTemporary(
            Map.of(
                "listeners",
                listener,
                "advertised.listeners",
                listener,
                "listener.security.protocol.map",
                "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT",
                "sasl.enabled.mechanisms",
                "SCRAM-SHA-512",
                "listener.name.sasl_plaintext.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;",
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users",
                "User:ANONYMOUS"));
    addUser(SERVICE, rightsOfTheService());
    var settings = new HashMap<>(LocalServers.settings("test"));
    settings.putAll(
        Map.of(
            "quarkus.datasource.jdbc.url", postgres.jdbcUrl(DATABASE),
            "quarkus.datasource.reactive.url", postgres.reactiveUrl(DATABASE),
            "quarkus.datasource.username", postgres.user(),
            "quarkus.datasource.password", postgres.password(),
            "ght.intake.shared", "false"));
    client(SERVICE)
        .forEach((name, value) ->
            settings.put(
                name.equals("bootstrap.servers") ? "kafka.bootstrap.servers" : "kafka." + name,
                value.toString()));
    return settings;
  }

  static TestPostgres postgres() {
    return java.util.Objects.requireNonNull(postgres);
  }

  /** Who may do everything. */
  static Map<String, Object> operator() {
    return Map.of("bootstrap.servers", java.util.Objects.requireNonNull(kafka).bootstrapServers());
  }

  /** Somebody who says who he is. */
  static Map<String, Object> client(String user) {
    return Map.of(
        "bootstrap.servers",
        "127.0.0.1:" + guardedPort,
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "SCRAM-SHA-512",
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(user, password(user)));
  }

  private static String password(String user) {
    return "of-" + user;
  }

  /** An establishment's own user, who may write to its topic and nowhere else. */
  static String establishment(String finess) {
    var user = "ch-" + finess;
    var topic =
        new ResourcePattern(ResourceType.TOPIC, "ght.intake." + finess, PatternType.LITERAL);
    addUser(user, rights(user, topic, AclOperation.WRITE, AclOperation.DESCRIBE));
    return user;
  }

  private static List<AclBinding> rightsOfTheService() {
    var all = new ArrayList<AclBinding>();
    var inboxes = new ResourcePattern(ResourceType.TOPIC, "ght.intake", PatternType.PREFIXED);
    all.addAll(rights(SERVICE, inboxes, AclOperation.READ, AclOperation.DESCRIBE));
    var rejected =
        new ResourcePattern(ResourceType.TOPIC, "ght.intake.rejected", PatternType.LITERAL);
    all.addAll(rights(SERVICE, rejected, AclOperation.CREATE, AclOperation.WRITE));
    var group = new ResourcePattern(ResourceType.GROUP, "inventory-intake", PatternType.LITERAL);
    all.addAll(rights(SERVICE, group, AclOperation.READ));
    for (var name : List.of("ght.inventory", "ght.inventory.checkpoint", "ght.progress")) {
      var topic = new ResourcePattern(ResourceType.TOPIC, name, PatternType.LITERAL);
      all.addAll(
          rights(
              SERVICE,
              topic,
              AclOperation.CREATE,
              AclOperation.READ,
              AclOperation.WRITE,
              AclOperation.DESCRIBE));
    }
    var relay =
        new ResourcePattern(
            ResourceType.TRANSACTIONAL_ID, "ght.inventory.relay", PatternType.LITERAL);
    all.addAll(rights(SERVICE, relay, AclOperation.WRITE, AclOperation.DESCRIBE));
    return all;
  }

  private static List<AclBinding> rights(
      String user, ResourcePattern of, AclOperation... operations) {
    return Stream.of(operations)
        .map(operation ->
            new AclBinding(
                of,
                new AccessControlEntry("User:" + user, HOST, operation, AclPermissionType.ALLOW)))
        .toList();
  }

  private static void addUser(String user, List<AclBinding> rights) {
    try (var admin = Admin.create(operator())) {
      admin
          .alterUserScramCredentials(
              List.of(
                  new UserScramCredentialUpsertion(
                      user,
                      new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096),
                      password(user))))
          .all()
          .get();
      admin.createAcls(rights).all().get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    await("the broker knows " + user)
        .atMost(Duration.ofSeconds(60))
        .until(() -> knows(user) && grants(rights));
  }

  /** A new user is said to be made before the broker's listener has heard of him. */
  private static boolean knows(String user) throws InterruptedException {
    try (var admin = Admin.create(client(user))) {
      admin.describeCluster().clusterId().get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SaslAuthenticationException) {
        return false;
      }
      throw new IllegalStateException(e);
    }
  }

  private static boolean grants(List<AclBinding> rights)
      throws ExecutionException, InterruptedException {
    try (var admin = Admin.create(operator())) {
      return admin.describeAcls(AclBindingFilter.ANY).values().get().containsAll(rights);
    }
  }

  @Override
  public void stop() {
    java.util.Objects.requireNonNull(kafka).close();
    postgres().close();
  }
}
