package fr.ght.inventory.domain.credential;

/**
 * What is kept of a password. Its text never shows the hash, so that no log line does.
 *
 * @param hash in the notation of its algorithm, salt included
 * @param mark sixteen bits of another digest, from 0 to 65,535: a password of another mark is wrong
 *     without computing the hash, which is slow on purpose
 */
public record StoredPassword(String hash, int mark) {

  @Override
  public String toString() {
    return "StoredPassword[not shown]";
  }
}
