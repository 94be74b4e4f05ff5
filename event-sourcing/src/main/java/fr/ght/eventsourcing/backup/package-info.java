/**
 * A log on its way through files: {@link fr.ght.eventsourcing.backup.LogExport} writes what cannot
 * be computed from anything else into a folder, online and as of one instant; {@link
 * fr.ght.eventsourcing.backup.LogImport} brings it back into an empty database, all of it or
 * nothing. Views, checkpoints and leases are left out: they follow from the log.
 */
@NullMarked
package fr.ght.eventsourcing.backup;

import org.jspecify.annotations.NullMarked;
