package fr.ght.local.issuer;

import java.time.Duration;
import java.util.List;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Signs tokens of an issuer. */
record Tokens(String issuer, SigningKey key) {
  static final String AUDIENCE = "ght";
  static final Duration VALID = Duration.ofHours(12);

  /** To bear to services. */
  String access(Bearer bearer) {
    return signed(claims(bearer));
  }

  /**
   * Says to the client who has signed in, and is marked as nothing else, as Keycloak does.
   *
   * @param nonce what the client wants to find again; null if it gave none
   */
  String id(Bearer bearer, @Nullable String nonce) {
    var claims = claims(bearer);
    claims.setClaim("typ", "ID");
    if (nonce != null) {
      claims.setClaim("nonce", nonce);
    }
    return signed(claims);
  }

  private JwtClaims claims(Bearer bearer) {
    var claims = new JwtClaims();
    claims.setIssuer(issuer);
    claims.setAudience(List.of(AUDIENCE));
    claims.setSubject(bearer.subject());
    claims.setClaim("name", bearer.name());
    claims.setStringListClaim("roles", bearer.roles());
    claims.setStringListClaim("finess", bearer.finess());
    claims.setStringListClaim("ght", bearer.ghts());
    claims.setGeneratedJwtId();
    claims.setIssuedAtToNow();
    var until = NumericDate.now();
    until.addSeconds(VALID.toSeconds());
    claims.setExpirationTime(until);
    return claims;
  }

  private String signed(JwtClaims claims) {
    var signature = new JsonWebSignature();
    signature.setPayload(claims.toJson());
    signature.setKey(key.key().getPrivateKey());
    signature.setKeyIdHeaderValue(key.key().getKeyId());
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("a token cannot be signed", e);
    }
  }
}
