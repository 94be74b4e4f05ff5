/** Groups, members, profiles, and how many machines each establishment has. */
@NullMarked
package fr.ght.view.group;

import org.jspecify.annotations.NullMarked;
