package fr.ght.inventory.intake.agents.decoding;

import fr.ght.inventory.domain.asset.Observation.NetworkInterface;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The network interfaces of a report. Agents list an interface once for each address; here it is
 * one. Only a physical one may tell machines apart: virtual ones repeat the same MAC on thousands
 * of machines, and a container's is another each day.
 */
final class NetworkCards {
  private static final int MOST_ADDRESSES = 64;
  private static final Pattern MAC = Pattern.compile("[0-9a-f]{12}");
  private static final Pattern BETWEEN_OCTETS = Pattern.compile("[:.-]");
  private static final Pattern BETWEEN_ADDRESSES = Pattern.compile("[/,;\\s]+");
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-f]{0,4}(:[0-9a-f]{0,4}){2,7}");

  /** By the names that Linux, macOS and Windows give them, for agents that don't tell. */
  private static final Pattern VIRTUAL_NAME =
      Pattern.compile(
          "lo|lo\\d+|.*@.*|(veth|cali|cilium|cni|flannel|lxc|lxd|podman|br-|tap|tun|zt).*"
              + "|(docker|virbr|vmnet|vboxnet|vnet|vif|utun|wg|ppp|br|weave|dummy|ifb|sit|gre|teql"
              + "|tailscale|awdl|llw|bridge|bond|team)\\d.*"
              + "|.*(virtual ethernet|virtual adapter|virtual miniport|virtualbox|wan miniport"
              + "|host-only|loopback|tunnel|teredo|isatap|6to4|bluetooth|tap-windows|wintun"
              + "|wireguard|vpn|kernel debug|wi-fi direct|vmnet).*");

  private static final Pattern PHYSICAL_TYPE =
      Pattern.compile("|ethernet.*|wi-?fi.*|wireless.*|infiniband|fibrechannel");

  private final Map<Card, Set<String>> addresses = new LinkedHashMap<>();
  private boolean mentioned;

  private record Card(@Nullable String name, @Nullable String mac, boolean physical) {
    NetworkInterface with(Set<String> addresses) {
      return new NetworkInterface(name, mac, List.copyOf(addresses), physical);
    }
  }

  void mentioned() {
    mentioned = true;
  }

  void add(Map<String, String> entry) {
    mentioned = true;
    var name = Text.first(entry, 300, "description");
    var mac = mac(Text.first(entry, 64, "macaddr", "mac"));
    var card = new Card(name, mac, mac != null && isPhysical(name, entry));
    var found = addresses.computeIfAbsent(card, _ -> new LinkedHashSet<>());
    for (var field : List.of("ipaddress", "ipaddress6")) {
      for (var text : BETWEEN_ADDRESSES.split(entry.getOrDefault(field, ""), -1)) {
        var address = text.toLowerCase(Locale.ROOT);
        if (found.size() < MOST_ADDRESSES && ADDRESS.matcher(address).matches()) {
          found.add(address);
        }
      }
    }
  }

  /** The interfaces with a MAC or an address; null if the report did not mention them. */
  @Nullable List<NetworkInterface> list() {
    if (!mentioned) {
      return null;
    }
    return addresses.entrySet().stream()
        .map(found -> found.getKey().with(found.getValue()))
        .filter(card -> card.mac() != null || !card.addresses().isEmpty())
        .toList();
  }

  private static boolean isPhysical(@Nullable String name, Map<String, String> entry) {
    var virtual = entry.getOrDefault("virtualdev", "0").toLowerCase(Locale.ROOT);
    return (virtual.equals("0") || virtual.equals("false") || virtual.equals("no"))
        && PHYSICAL_TYPE.matcher(entry.getOrDefault("type", "").toLowerCase(Locale.ROOT)).matches()
        && (name == null || !VIRTUAL_NAME.matcher(name.toLowerCase(Locale.ROOT)).matches());
  }

  /** Lower case with colons; null if it is no address of one card. */
  private static @Nullable String mac(@Nullable String text) {
    if (text == null) {
      return null;
    }
    var hex = BETWEEN_OCTETS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
    if (!MAC.matcher(hex).matches() || hex.equals("000000000000") || isGroupAddress(hex)) {
      return null;
    }
    return hex.replaceAll("..(?!$)", "$0:");
  }

  /** The lowest bit of the first octet: broadcast and multicast, never a card. */
  private static boolean isGroupAddress(String hex) {
    return (Character.digit(hex.charAt(1), 16) & 1) == 1;
  }
}
