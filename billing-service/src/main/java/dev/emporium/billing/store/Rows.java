package dev.emporium.billing.store;

import dev.emporium.kit.value.Money;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Reads columns as the domain's types. */
final class Rows {
  private Rows() {}

  static Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }

  /** In the currency's own digits: what rests in a ledger was rounded before. */
  static Money money(Row row, String column) {
    return Money.of(row.getBigDecimal(column), row.getString("currency")).rounded();
  }
}
