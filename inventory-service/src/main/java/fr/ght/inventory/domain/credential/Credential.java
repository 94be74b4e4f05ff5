package fr.ght.inventory.domain.credential;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One credential of an establishment. */
public sealed interface Credential {

  String user();

  String label();

  Instant issuedAt();

  /** A password that was replaced, and is still right before {@code until}. */
  record Former(StoredPassword password, Instant until) {}

  /**
   * @param passwordSince when {@code password} became the one that is given out
   * @param formers the passwords before it that were not over yet when it did, latest first
   */
  record Active(
      String user,
      String label,
      Instant issuedAt,
      StoredPassword password,
      Instant passwordSince,
      List<Former> formers)
      implements Credential {

    public Active {
      formers = List.copyOf(formers);
    }

    /** The former passwords that are still right at this instant. */
    public List<Former> formersAt(Instant now) {
      return formers.stream().filter(former -> former.until().isAfter(now)).toList();
    }

    /** What a password may be at this instant, the current one first. */
    public List<StoredPassword> rightAt(Instant now) {
      var right = new ArrayList<StoredPassword>();
      right.add(password);
      formersAt(now).forEach(former -> right.add(former.password()));
      return right;
    }

    boolean isGivenOut(StoredPassword asked) {
      return password.equals(asked);
    }

    /** No former password outlives the end that this rotation sets. */
    Active rotated(StoredPassword next, Instant at, Instant formerUntil) {
      var before = new ArrayList<Former>();
      before.add(new Former(password, formerUntil));
      for (var former : formersAt(at)) {
        before.add(new Former(former.password(), earlier(former.until(), formerUntil)));
      }
      before.removeIf(former -> !former.until().isAfter(at));
      return new Active(user, label, issuedAt, next, at, before);
    }

    private static Instant earlier(Instant one, Instant other) {
      return one.isBefore(other) ? one : other;
    }
  }

  record Revoked(String user, String label, Instant issuedAt, Instant revokedAt)
      implements Credential {}
}
