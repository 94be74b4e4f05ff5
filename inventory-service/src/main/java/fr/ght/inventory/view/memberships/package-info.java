/** Groups, and which establishment was in which group when. */
@NullMarked
package fr.ght.inventory.view.memberships;

import org.jspecify.annotations.NullMarked;
