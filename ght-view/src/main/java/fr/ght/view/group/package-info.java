/** A group and its establishments on one page: members, profiles, machine counts, digest. */
@NullMarked
package fr.ght.view.group;

import org.jspecify.annotations.NullMarked;
