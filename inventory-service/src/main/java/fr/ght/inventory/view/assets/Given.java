package fr.ght.inventory.view.assets;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** The values of a statement, in the order of their parameters. */
final class Given {
  private final List<Object> values = new ArrayList<>();

  /**
   * @return the parameter that stands for it
   */
  String value(Object value) {
    values.add(value);
    return "$" + values.size();
  }

  Tuple tuple() {
    var tuple = Tuple.tuple();
    values.forEach(tuple::addValue);
    return tuple;
  }
}
