package dev.emporium.installation.store;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Constraint;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reading and writing of column types the driver has no direct counterpart for. */
final class Columns {
  private Columns() {}

  static Instant instant(Row row, String column) {
    OffsetDateTime value = row.getOffsetDateTime(column);
    return value == null ? null : value.toInstant();
  }

  static Set<String> texts(Row row, String column) {
    return new LinkedHashSet<>(Arrays.asList(row.getArrayOfStrings(column)));
  }

  static String[] texts(Set<String> values) {
    return values.stream().sorted().toArray(String[]::new);
  }

  /** Turns a violated unique index into the conflict it means; other failures stay. */
  static <T> Future<T> conflict(Throwable failure, Map<String, Failure> meanings) {
    Optional<String> constraint = Constraint.of(failure);
    if (constraint.isPresent() && meanings.containsKey(constraint.get())) {
      return Future.failedFuture(meanings.get(constraint.get()));
    }
    return Future.failedFuture(failure);
  }

  /** Fails unless exactly one row was changed: somebody else was faster. */
  static Future<Void> changedOne(int rows) {
    return rows == 1
        ? Future.succeededFuture()
        : Future.failedFuture(Failure.conflict("It was changed by another request; read it again"));
  }
}
