/**
 * What happens because time passes: a contract's notice date and its end come, a machine is not
 * seen for long. The days are read from the service's own views, and each becomes a command that
 * the decider accepts once. Nothing here is remembered that the log does not know: after a downtime
 * what has come meanwhile is made up for, in its order.
 */
@NullMarked
package fr.ght.inventory.reaction;

import org.jspecify.annotations.NullMarked;
