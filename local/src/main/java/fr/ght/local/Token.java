package fr.ght.local;

import fr.ght.local.issuer.Bearer;
import fr.ght.local.issuer.DevelopmentIssuer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = "Print a bearer token for the API of a running instance, good for 12 hours.")
final class Token implements Callable<Integer> {
  private static final List<String> ROLES =
      List.of("system", "requester", "dsi", "rssi", "buyer", "ops");

  @Mixin private Main.Which which = new Main.Which();

  @Option(
      names = "--role",
      paramLabel = "R",
      required = true,
      split = ",",
      description = "system, requester, dsi, rssi, buyer or ops; several with commas")
  private List<String> roles = List.of();

  @Option(
      names = "--finess",
      paramLabel = "F",
      split = ",",
      description = "the establishment to act for; several with commas")
  private List<String> finess = List.of();

  @Option(
      names = "--ght",
      paramLabel = "G",
      split = ",",
      description = "the group to see (default: the sample's); several with commas")
  private List<String> ghts = List.of(DevelopmentIssuer.sampleGroup());

  @Override
  public Integer call() throws IOException {
    for (var role : roles) {
      if (!ROLES.contains(role)) {
        throw new IllegalStateException(
            "there is no role '%s'; the roles are: %s".formatted(role, String.join(", ", ROLES)));
      }
    }
    var establishments = finess.stream().map(FinessNumber::of).toList();
    System.out.println(LocalToken.of(which.folder(), Bearer.of(roles, establishments, ghts)));
    return 0;
  }
}
