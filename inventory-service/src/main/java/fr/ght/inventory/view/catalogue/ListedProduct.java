package fr.ght.inventory.view.catalogue;

import io.vertx.mutiny.sqlclient.Row;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One product of the list.
 *
 * @param state CATALOGUED, RECOGNISED or MERGED
 * @param segment what it is for; null if it is unclassified
 * @param installations on how many machines it is in each of its versions, together
 */
@Schema(name = "ProductItem")
public record ListedProduct(
    String code,
    String name,
    String publisher,
    @Nullable String cpe,
    @Nullable String purl,
    @Nullable String endoflife,
    String state,
    @Nullable String mergedInto,
    @Nullable String segment,
    long installations) {

  static ListedProduct of(Row row, long installations) {
    return new ListedProduct(
        row.getString("code"),
        row.getString("name"),
        row.getString("publisher"),
        row.getString("cpe"),
        row.getString("purl"),
        row.getString("endoflife"),
        row.getString("state"),
        row.getString("merged_into"),
        row.getString("segment"),
        installations);
  }
}
