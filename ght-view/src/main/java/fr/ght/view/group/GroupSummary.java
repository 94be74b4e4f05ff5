package fr.ght.view.group;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One group of the list.
 *
 * @param members full members on the day; partners are not among them
 * @param machines workstations and servers in service at those members
 */
@Schema(name = "GroupSummary")
public record GroupSummary(String ght, String name, int members, long machines) {}
