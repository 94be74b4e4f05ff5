package fr.ght.view.machines;

import org.jspecify.annotations.Nullable;

/**
 * Which machines; what is null is not asked.
 *
 * @param q a part of name, manufacturer, model or operating system, whatever case and accents
 * @param establishment FINESS; one that is no member of the group has no machines in it
 */
public record MachineFilter(
    @Nullable String q,
    @Nullable String establishment,
    @Nullable MachineKind kind,
    @Nullable MachineState state) {

  public static final MachineFilter ANY = new MachineFilter(null, null, null, null);
}
