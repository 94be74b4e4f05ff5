package fr.ght.view.skills;

import io.vertx.mutiny.sqlclient.Row;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How many people know a product on a day, as far as somebody said. */
record SkilledPeople(
    String product, int experts, int autonomous, int learning, @Nullable LocalDate until) {

  static SkilledPeople of(Row row) {
    return new SkilledPeople(
        row.getString("product"),
        row.getInteger("experts"),
        row.getInteger("autonomous"),
        row.getInteger("learning"),
        row.getLocalDate("until"));
  }

  int able() {
    return experts + autonomous;
  }

  SkilledPeople plus(SkilledPeople other) {
    return new SkilledPeople(
        product.compareTo(other.product) <= 0 ? product : other.product,
        experts + other.experts,
        autonomous + other.autonomous,
        learning + other.learning,
        Stream.<@Nullable LocalDate>of(until, other.until)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null));
  }
}
