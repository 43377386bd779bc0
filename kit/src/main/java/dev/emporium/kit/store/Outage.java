package dev.emporium.kit.store;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Tells a lost database or broker, which comes back, from a mistake, which does not. */
public final class Outage {
  private Outage() {}

  /** Whether waiting and trying again may help, however long it takes. */
  public static boolean is(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof PgException postgres) {
        return ofServer(postgres.getSqlState());
      }
      if (cause instanceof IOException
          || cause instanceof TimeoutException
          || cause instanceof VertxException
          || cause instanceof org.apache.kafka.common.errors.RetriableException) {
        return true;
      }
    }
    return false;
  }

  /**
   * Connection exceptions, lack of resources, a server that stops or starts, a read-only standby.
   */
  private static boolean ofServer(String state) {
    return state != null
        && (state.startsWith("08")
            || state.startsWith("53")
            || state.startsWith("57P")
            || state.startsWith("58")
            || state.equals("25006"));
  }
}
