package fr.ght.eventsourcing;

/**
 * A stake of a stream in a key that other streams care about ("this hardware UUID is this asset").
 *
 * <p>A claim names the version of the key that its caller saw. If the key has moved on, the whole
 * append is turned down with {@link AppendResult.ClaimLost} and the caller decides anew against
 * what it then finds; so a rule that spans streams holds under any concurrency without locking them
 * together.
 *
 * @param key for example {@code asset-uuid/420784878/4c4c4544-…}
 * @param seenVersion the version of the key that was read; 0 if nobody ever held it
 * @param hold whether the stream holds the key from now on, or lets it go
 */
public record Claim(String key, long seenVersion, boolean hold) {}
