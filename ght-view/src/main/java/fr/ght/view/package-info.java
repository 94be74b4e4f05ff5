/**
 * The map of ght-view, the shared view of the group (<i>vue GHT</i>): facts of all services become
 * tables, tables become answers and live pages. Read-only.
 *
 * <ul>
 *   <li>{@code facts}: how facts arrive from Kafka, and building a view anew
 *   <li>{@code group}: groups, members, profiles, and how many machines each establishment has
 *   <li>{@code machines}: machines, searchable
 *   <li>{@code matrix}: which establishment runs what for which business function
 *   <li>{@code timeline}: what changed, latest first
 *   <li>{@code live}: server-sent events that tell open pages what to read again
 *   <li>{@code pages}: the web pages, in French
 * </ul>
 */
@NullMarked
package fr.ght.view;

import org.jspecify.annotations.NullMarked;
