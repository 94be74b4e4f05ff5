package fr.ght.benchmarks.search;

import fr.ght.benchmarks.Finess;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An establishment of an invented country, whose machines have the numbers from {@code first} on.
 *
 * @param number of the place in the country, from 0
 */
record Place(int number, String ght, String finess, int machines, int first) {
  static final String LARGEST_GROUP = ght(0);

  private static final int GROUPS = 250;
  private static final int ESTABLISHMENTS = 1_100;
  private static final int OF_THE_LARGEST = 30;
  private static final int DEPARTMENTS = 95;

  /**
   * 250 groups with 1,100 establishments: one group of 30 has a fifteenth of all machines, the
   * others fewer and fewer. Within a group the second establishment has half of the first's, the
   * third a third.
   */
  static List<Place> country(int machines) {
    var places = new ArrayList<Place>();
    int largest = machines / 15;
    add(places, 0, OF_THE_LARGEST, largest);
    double weights = IntStream.range(1, GROUPS).mapToDouble(Place::weight).sum();
    int rest = ESTABLISHMENTS - OF_THE_LARGEST;
    for (int group = 1; group < GROUPS; group++) {
      int members = rest * group / (GROUPS - 1) - rest * (group - 1) / (GROUPS - 1);
      var last = group == GROUPS - 1;
      int share = (int) ((machines - largest) * weight(group) / weights);
      add(places, group, members, last ? machines - counted(places) : share);
    }
    return places;
  }

  private static double weight(int group) {
    return 1 / Math.sqrt(group);
  }

  private static int counted(List<Place> places) {
    return places.isEmpty() ? 0 : places.getLast().first() + places.getLast().machines();
  }

  private static void add(List<Place> places, int group, int members, int machines) {
    double weights = IntStream.rangeClosed(1, members).mapToDouble(i -> 1.0 / i).sum();
    int end = counted(places) + machines;
    for (int i = 1; i <= members; i++) {
      int first = counted(places);
      int number = places.size();
      int share = i == members ? end - first : (int) (machines / weights / i);
      var department = "%02d".formatted(1 + group % DEPARTMENTS);
      places.add(
          new Place(
              number, ght(group), Finess.invented(department, 800_000 + number), share, first));
    }
  }

  private static String ght(int group) {
    return "ght-pays-%03d".formatted(group);
  }
}
