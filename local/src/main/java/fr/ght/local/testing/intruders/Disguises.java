package fr.ght.local.testing.intruders;

import java.util.List;

/** Headers by which somebody says that he, his request or its address is another. */
public final class Disguises {
  private Disguises() {}

  /**
   * @param elsewhere an address that he must not reach
   */
  public static List<List<String>> towards(String elsewhere) {
    return List.of(
        List.of("X-Forwarded-For: 127.0.0.1", "X-Real-IP: 127.0.0.1"),
        List.of("X-Forwarded-Host: evil.example", "X-Forwarded-Proto: https"),
        List.of("X-Forwarded-Prefix: /../..", "X-Forwarded-Port: 0"),
        List.of("X-Forwarded-Port: 99999999999"),
        List.of("Forwarded: for=127.0.0.1;host=evil.example;proto=https"),
        List.of("Forwarded: ;;;,,,=\"\""),
        List.of(
            "X-HTTP-Method-Override: DELETE", "X-HTTP-Method: DELETE", "X-Method-Override: PUT"),
        List.of("X-Original-URL: " + elsewhere, "X-Rewrite-URL: " + elsewhere),
        List.of(
            "X-Original-Forwarded-For: 127.0.0.1", "X-Remote-User: admin", "Remote-User: admin"),
        List.of("X-Ssl-Client-Verify: SUCCESS", "X-Forwarded-User: admin"),
        List.of("Host: evil.example"),
        List.of("Host: "),
        List.of("Host: localhost:99999999"),
        List.of("Host: a/b?c#d@e"),
        List.of("Host: localhost", "Host: evil.example"),
        List.of("Origin: null", "Cookie: q_session=x.y.z; q_session_1=x"),
        List.of("Cookie: q_auth=x; ;;;=;"),
        List.of("traceparent: 00-zz-zz-00", "X-Correlation-Id: \u00ff\u00fe"),
        List.of("Accept: */*;q=x", "Accept-Language: ,,,;;;"),
        List.of("Accept: a/b/c"),
        List.of("Range: bytes=0-1,2-3,-1", "If-Match: \"", "Idempotency-Key: \u00e9"),
        List.of("Upgrade: websocket", "Connection: Upgrade"),
        List.of("Expect: 100-continue"));
  }
}
