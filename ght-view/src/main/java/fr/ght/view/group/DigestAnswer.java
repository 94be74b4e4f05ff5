package fr.ght.view.group;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Digests over a group's rows, in lower-case hexadecimal.
 *
 * @param digest over the digests of all views
 * @param views by name
 */
@Schema(name = "Digest")
public record DigestAnswer(
    String ght,
    @Nullable Instant asOf,
    @Nullable Instant completeUpTo,
    String digest,
    Map<String, String> views) {

  public DigestAnswer {
    views = Collections.unmodifiableMap(new TreeMap<>(views));
  }
}
