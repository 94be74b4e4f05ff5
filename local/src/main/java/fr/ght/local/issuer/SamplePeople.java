package fr.ght.local.issuer;

import fr.ght.local.sample.SampleGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whom one may sign in as: each role, at the support establishment and at another member. */
final class SamplePeople {
  private static final Map<String, String> ROLES = roles();

  private SamplePeople() {}

  private static Map<String, String> roles() {
    var all = new LinkedHashMap<String, String>();
    all.put("dsi", "Direction du système d’information");
    all.put("rssi", "Sécurité du système d’information");
    all.put("buyer", "Achats");
    all.put("requester", "Service demandeur");
    return all;
  }

  /** By the subject of each. */
  static Map<String, Bearer> all() {
    var group = SampleGroup.load();
    var people = new ArrayList<Bearer>();
    group.members().stream()
        .limit(2)
        .forEach(member ->
            ROLES.forEach((role, name) ->
                people.add(
                    new Bearer(
                        role + "@" + member.finess(),
                        name + ", " + member.name(),
                        List.of(role),
                        List.of(member.finess()),
                        List.of(SampleGroup.CODE)))));
    people.add(
        new Bearer("ops", "Exploitation de la plateforme", List.of("ops"), List.of(), List.of()));
    var bySubject = new LinkedHashMap<String, Bearer>();
    people.forEach(person -> bySubject.put(person.subject(), person));
    return bySubject;
  }
}
