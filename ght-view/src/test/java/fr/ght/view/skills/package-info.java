@NullMarked
package fr.ght.view.skills;

import org.jspecify.annotations.NullMarked;
