/**
 * The map of ght-view, the shared view of the group (<i>vue GHT</i>): facts of all services become
 * tables, tables become answers and live pages. Read-only.
 *
 * <ul>
 *   <li>{@code facts}: how facts arrive from Kafka, and building a view anew
 *   <li>{@code members}: which establishments are in which group, when, in which role
 *   <li>{@code incidents}: reports that wait for a person
 *   <li>{@code group}: a group and its establishments on one page: members, profiles, counts
 *   <li>{@code machines}: machines, searchable
 *   <li>{@code matrix}: which establishment runs what for which business function
 *   <li>{@code contracts}: what has to be decided about contracts, what is rented and bought
 *   <li>{@code skills}: who is able to maintain what, and where too few are
 *   <li>{@code timeline}: what changed, latest first
 *   <li>{@code live}: server-sent events that tell open pages what to read again
 *   <li>{@code french}: figures, dates and terms in French
 *   <li>{@code pages}: the web pages, in French
 * </ul>
 */
@NullMarked
package fr.ght.view;

import org.jspecify.annotations.NullMarked;
