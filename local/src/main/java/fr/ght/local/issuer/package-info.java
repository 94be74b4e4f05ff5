/**
 * The development issuer: signs in anybody as anybody, for one machine and for tests. Its discovery
 * document carries a mark by which services refuse it anywhere else.
 */
@NullMarked
package fr.ght.local.issuer;

import org.jspecify.annotations.NullMarked;
