package fr.ght.eventsourcing.backup;

/** Why nothing was written or brought back, for the person who asked for it. */
public final class BackupRefused extends RuntimeException {
  BackupRefused(String reason) {
    super(reason);
  }

  BackupRefused(String reason, Throwable cause) {
    super(reason, cause);
  }
}
