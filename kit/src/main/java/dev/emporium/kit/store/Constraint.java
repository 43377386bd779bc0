package dev.emporium.kit.store;

import io.vertx.pgclient.PgException;
import java.util.Optional;

/** Which of the schema's rules a statement broke. */
public final class Constraint {
  private static final String CLASS = "23";

  private Constraint() {}

  /** The name of the violated unique, foreign-key or check constraint (or unique index). */
  public static Optional<String> of(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof PgException postgres
          && postgres.getSqlState() != null
          && postgres.getSqlState().startsWith(CLASS)) {
        return Optional.ofNullable(postgres.getConstraint());
      }
    }
    return Optional.empty();
  }

  /** Whether this very constraint was violated. */
  public static boolean violated(Throwable thrown, String name) {
    return of(thrown).filter(name::equals).isPresent();
  }
}
