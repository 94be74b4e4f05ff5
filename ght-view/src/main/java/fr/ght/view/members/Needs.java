package fr.ght.view.members;

import fr.ght.access.Action;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What one must be allowed to do in the group that the address names; without it, to read. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {
  Action value();
}
