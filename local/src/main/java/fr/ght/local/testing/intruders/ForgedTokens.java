package fr.ght.local.testing.intruders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that somebody made who has a good one, or even the issuer's own ear: each like the good
 * one but for what its name says.
 */
public final class ForgedTokens {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private static final long HOUR = 3_600;
  private static final int MOST_DAMAGE = 4;

  private final RsaJsonWebKey key;
  private final RsaJsonWebKey otherKey;
  private final Map<String, Object> good;

  /**
   * @param keyFile of the issuer
   * @param good the claims of a token that is believed
   */
  public ForgedTokens(Path keyFile, Map<String, Object> good) {
    try {
      key = new RsaJsonWebKey(JsonUtil.parseJson(Files.readString(keyFile)));
      otherKey = RsaJwkGenerator.generateJwk(2_048);
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.good = Map.copyOf(good);
  }

  /** The one that is believed: without it nothing here would prove anything. */
  public String good() {
    return signed(good);
  }

  /** None of these is one: 401, wherever. */
  public Map<String, String> worthless() {
    var all = new LinkedHashMap<String, String>();
    all.putAll(untimely());
    all.putAll(ofOthers());
    all.putAll(wronglySigned());
    all.putAll(shapeless());
    all.putAll(forOtherUse());
    return all;
  }

  private Map<String, String> untimely() {
    var now = System.currentTimeMillis() / 1_000;
    var all = new LinkedHashMap<String, String>();
    all.put("expired", with("exp", now - HOUR));
    all.put("not yet valid", with("nbf", now + HOUR));
    all.put("without an end", without("exp"));
    all.put("an end before all time", with("exp", -1));
    for (var end :
        List.of(
            "soon",
            true,
            Map.of("at", now + HOUR),
            List.of(now + HOUR),
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            1e18,
            1e300)) {
      all.put("an end that is none: " + end, with("exp", end));
    }
    all.put("a beginning that is none", with("nbf", "now"));
    return all;
  }

  private Map<String, String> ofOthers() {
    var all = new LinkedHashMap<String, String>();
    all.put("of another issuer", with("iss", "https://issuer.example"));
    all.put("of an issuer with a slash more", with("iss", good.get("iss") + "/"));
    all.put("of no issuer", without("iss"));
    all.put("of several issuers", with("iss", List.of(String.valueOf(good.get("iss")))));
    all.put("for others", with("aud", List.of("account")));
    all.put("for nobody", without("aud"));
    all.put("for a number", with("aud", 7));
    all.put("for an object", with("aud", Map.of("ght", "ght")));
    all.put("about nobody", without("sub"));
    all.put("about a blank", with("sub", "  "));
    all.put("about a number", with("sub", 7));
    all.put("about a list", with("sub", List.of("somebody")));
    all.put("about a name too long", with("sub", "x".repeat(256)));
    all.put("about a NUL", with("sub", "some\u0000body"));
    all.put("about half a sign", with("sub", "some\ud800body"));
    return all;
  }

  private Map<String, String> wronglySigned() {
    var parts = good().split("\\.", -1);
    var all = new LinkedHashMap<String, String>();
    for (var none : List.of("none", "None", "NONE", "")) {
      var header = encoded("{\"alg\":\"%s\"}".formatted(none));
      all.put("alg '" + none + "', unsigned", header + "." + parts[1] + ".");
      all.put("alg '" + none + "', with a signature", header + "." + parts[1] + "." + parts[2]);
    }
    all.put("signed with another key", signed(good, otherKey, key.getKeyId(), Map.of()));
    all.put("signed with an unknown key", signed(good, otherKey, "unknown", Map.of()));
    all.put(
        "with the key that it shall be checked with",
        signed(
            good,
            otherKey,
            null,
            Map.of("jwk", otherKey.toParams(OutputControlLevel.PUBLIC_ONLY))));
    all.put(
        "with where to find the key",
        signed(good, otherKey, null, Map.of("jku", "http://127.0.0.1:9/jwks")));
    all.put(
        "with an extension that must be understood",
        signed(good, key, key.getKeyId(), Map.of("crit", List.of("x-ght"), "x-ght", true)));
    all.put("HS256 with the public key, DER", hmac(key.getPublicKey().getEncoded()));
    all.put("HS256 with the public key, PEM", hmac(pem()));
    all.put("HS256 with the public key, JWK", hmac(bytes(key.toJson())));
    all.put(
        "other claims under a good signature",
        parts[0] + "." + encoded(json(changed("sub", "somebody else"))) + "." + parts[2]);
    all.put("a signature cut short", good().substring(0, good().length() - 8));
    all.put("without a signature", parts[0] + "." + parts[1]);
    all.put("a signature of nothing", parts[0] + "." + parts[1] + ".AA");
    all.put("signed twice", good() + "." + parts[2]);
    return all;
  }

  private Map<String, String> shapeless() {
    var all = new LinkedHashMap<String, String>();
    for (var text :
        List.of("", ".", "..", "...", "....", ". .", "a", "a.b.c", "=.=.=", "é.é.é", "{}.{}.{}")) {
      all.put("'" + text + "'", text);
    }
    for (var payload :
        List.of("", "null", "[]", "7", "\"text\"", "{", "{}", "[".repeat(4_000), "\u0000")) {
      var shown = payload.length() > 20 ? payload.length() + " brackets" : payload;
      all.put("signed, and it says '" + shown + "'", signedText(payload));
    }
    for (var header : List.of("", "null", "[]", "{}", "{\"alg\":7}", "{\"alg\":\"RS256\"}", "{")) {
      all.put("a header '" + header + "'", encoded(header) + "." + encoded(json(good)) + ".AAAA");
    }
    all.put("longer than a header may be", "a." + "b".repeat(20_000) + ".c");
    all.put("as long as a header may be", "a." + "b".repeat(12_000) + ".c");
    return all;
  }

  /** Signed by the issuer, and not to be shown to services. */
  private Map<String, String> forOtherUse() {
    var all = new LinkedHashMap<String, String>();
    for (var type : List.of("ID", "Refresh", "Offline", "Logout")) {
      all.put("an " + type + " token", with("typ", type));
    }
    all.put("an id token by its mark", with("at_hash", "AAAAAAAAAAAAAAAAAAAAAA"));
    all.put("an id token by its code's mark", with("c_hash", "AAAAAAAAAAAAAAAAAAAAAA"));
    all.put(
        "a logout token",
        with("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of())));
    return all;
  }

  /** Signed ones, of somebody who has no role in any way that can be read. */
  public Map<String, String> powerless() {
    var all = new LinkedHashMap<String, String>();
    all.put("no roles", without("roles"));
    for (var roles :
        List.of(
            7,
            true,
            "",
            "dsi,rssi",
            Map.of("dsi", true),
            List.of(),
            List.of(List.of("dsi")),
            List.of(7, Map.of("role", "dsi")),
            List.of("d\u0000si"),
            List.of("administrator"))) {
      all.put("roles " + roles, with("roles", roles));
    }
    return all;
  }

  /** Good ones, with what nobody expects in a claim that says where he belongs. */
  public Map<String, String> odd() {
    var all = new LinkedHashMap<String, String>();
    for (var claim : List.of("finess", "ght", "name", "preferred_username", "iat", "jti")) {
      for (var value :
          List.of(
              7,
              -1e300,
              false,
              "",
              "\u0000",
              "a\u0000b",
              "\ud800",
              "x".repeat(3_000),
              Map.of("a", Map.of()),
              List.of("\u0000", "", 7, List.of()),
              List.of("'; drop table event; --", "%", "{}"))) {
        var shown = String.valueOf(value);
        all.put(
            claim + " " + (shown.length() > 60 ? shown.length() + " signs" : shown),
            with(claim, value));
      }
    }
    return all;
  }

  /** A good one, damaged at some place: worthless. */
  public String damaged(Random random) {
    var text = new StringBuilder(good());
    int times = 1 + random.nextInt(MOST_DAMAGE);
    for (int i = 0; i < times; i++) {
      // Of the last sign not every bit counts.
      int at = random.nextInt(text.length() - 1);
      switch (random.nextInt(4)) {
        case 0 -> text.setCharAt(at, differs(text.charAt(at), random));
        case 1 -> text.deleteCharAt(at);
        case 2 -> text.insert(at, differs('.', random));
        default -> text.setCharAt(at, '.');
      }
    }
    return text.toString().equals(good()) ? "a.b.c" : text.toString();
  }

  private static char differs(char sign, Random random) {
    var signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    char other = signs.charAt(random.nextInt(signs.length()));
    return other == sign ? differs(sign, random) : other;
  }

  /** A signed one with any values in any of its claims. */
  public String random(Random random) {
    var claims = new HashMap<>(good);
    var names = new ArrayList<>(good.keySet());
    names.addAll(List.of("nbf", "typ", "azp", "nonce", "acr"));
    int times = 1 + random.nextInt(MOST_DAMAGE);
    for (int i = 0; i < times; i++) {
      claims.put(names.get(random.nextInt(names.size())), value(random, 2));
    }
    return signed(claims);
  }

  private static Object value(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 5 : 7)) {
      case 0 -> random.nextLong();
      case 1 -> Double.longBitsToDouble(random.nextLong() & 0x7FEFFFFFFFFFFFFFL);
      case 2 -> random.nextBoolean();
      case 3 -> "";
      case 4 -> {
        var text = new StringBuilder();
        random.ints(random.nextInt(12), 0, 300).forEach(sign -> text.append((char) sign));
        yield text.toString();
      }
      case 5 -> List.of(value(random, depth - 1), value(random, depth - 1));
      default -> Map.of("ght", value(random, depth - 1));
    };
  }

  private String with(String claim, Object value) {
    return signed(changed(claim, value));
  }

  private String without(String claim) {
    return signed(altered(claims -> claims.remove(claim)));
  }

  private Map<String, Object> changed(String claim, Object value) {
    return altered(claims -> claims.put(claim, value));
  }

  private Map<String, Object> altered(Consumer<Map<String, Object>> change) {
    var claims = new HashMap<>(good);
    change.accept(claims);
    return claims;
  }

  private String signed(Map<String, Object> claims) {
    return signed(claims, key, key.getKeyId(), Map.of());
  }

  private static String signed(
      Map<String, Object> claims,
      RsaJsonWebKey by,
      @Nullable String keyId,
      Map<String, Object> headers) {
    return signature(json(claims), by.getPrivateKey(), "RS256", keyId, headers);
  }

  private String signedText(String payload) {
    return signature(payload, key.getPrivateKey(), "RS256", key.getKeyId(), Map.of());
  }

  private String hmac(byte[] secret) {
    return signature(json(good), new HmacKey(secret), "HS256", key.getKeyId(), Map.of());
  }

  private static String signature(
      String payload,
      Key by,
      String algorithm,
      @Nullable String keyId,
      Map<String, Object> headers) {
    var made = new JsonWebSignature();
    made.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
    made.setDoKeyValidation(false);
    made.setPayload(payload);
    made.setKey(by);
    made.setAlgorithmHeaderValue(algorithm);
    if (keyId != null) {
      made.setKeyIdHeaderValue(keyId);
    }
    headers.forEach(made.getHeaders()::setObjectHeaderValue);
    try {
      return made.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] pem() {
    var lines =
        Base64.getMimeEncoder(64, bytes("\n")).encodeToString(key.getPublicKey().getEncoded());
    return bytes("-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----\n");
  }

  private static String json(Map<String, Object> claims) {
    try {
      return JSON.writeValueAsString(claims);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
