package dev.emporium.kit.event;

import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/**
 * Records of the compacted topic {@code <prefix>.identity}: plain key and JSON value instead of a
 * CloudEvent. They ride in the outbox with everything else, in order.
 */
public final class IdentityRecord {
  static final String TYPE = "identity.put";

  private IdentityRecord() {}

  /**
   * Publishes the key's new value with this transaction.
   *
   * @param key {@code credential/<id>}, {@code revocation/<gid>} or {@code clock/<marketplace>}
   */
  public static Future<Void> put(Tx tx, String key, JsonObject value) {
    return tx.append(event(key, value));
  }

  /** Publishes that the key is gone (a tombstone). */
  public static Future<Void> remove(Tx tx, String key) {
    return tx.append(event(key, null));
  }

  private static Event event(String key, JsonObject value) {
    return new Event(TYPE, "identity", key, new JsonObject().put("key", key).put("value", value));
  }
}
