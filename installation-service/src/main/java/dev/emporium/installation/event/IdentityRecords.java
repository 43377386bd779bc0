package dev.emporium.installation.event;

import dev.emporium.kit.event.IdentityRecord;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/** Records for the gateway on the compacted identity topic (ARCHITECTURE.md, Identity). */
public final class IdentityRecords {
  private IdentityRecords() {}

  /** A credential that is checked by its secret's hash: OpenChannel's Basic. */
  public static Future<Void> basic(
      Tx tx, UUID grant, String user, String secretHash, JsonObject principal) {
    return IdentityRecord.put(
        tx,
        "credential/" + grant,
        credential(grant, "basic", user, principal).put("secretHash", secretHash));
  }

  /** An API key, known by its hash. */
  public static Future<Void> apiKey(Tx tx, UUID grant, String keyHash, JsonObject principal) {
    return IdentityRecord.put(
        tx, "credential/" + grant, credential(grant, "apikey", keyHash, principal));
  }

  /** The credential is gone. */
  public static Future<Void> credentialGone(Tx tx, UUID grant) {
    return IdentityRecord.remove(tx, "credential/" + grant);
  }

  /** Every token of the grant is dead; the record is needed until the last of them has expired. */
  public static Future<Void> revoked(Tx tx, UUID grant, Instant until) {
    return IdentityRecord.put(
        tx, "revocation/" + grant, new JsonObject().put("until", until.toEpochMilli()));
  }

  /** The revocation has outlived every token it was for. */
  public static Future<Void> revocationOver(Tx tx, UUID grant) {
    return IdentityRecord.remove(tx, "revocation/" + grant);
  }

  /** How far a marketplace's clock is ahead: its tokens expire by it. */
  public static Future<Void> clock(Tx tx, UUID marketplace, long offsetMillis) {
    return IdentityRecord.put(
        tx, "clock/" + marketplace, new JsonObject().put("offsetMillis", offsetMillis));
  }

  private static JsonObject credential(UUID grant, String kind, String user, JsonObject principal) {
    return new JsonObject()
        .put("id", grant.toString())
        .put("kind", kind)
        .put("user", user)
        .put("principal", principal)
        .put("enabled", true);
  }
}
