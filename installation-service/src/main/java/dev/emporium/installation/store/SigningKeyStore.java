package dev.emporium.installation.store;

import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/** The issuer's keys: one that signs, and retired ones whose tokens may still be about. */
public final class SigningKeyStore {

  /**
   * A key.
   *
   * @param sealed the private JWK, encrypted (see {@link SecretBox}) in the context {@code
   *     signing-key/<kid>}
   */
  public record SigningKey(String kid, boolean active, Buffer sealed, JsonObject publicJwk) {}

  /** Every key whose tokens may still be valid, the signing one first. */
  public Future<List<SigningKey>> all(Tx tx, Instant retiredAfter) {
    return tx.list(
        """
        select * from signing_key where active or retired_at > $1
         order by active desc, created_at desc, kid
        """,
        row ->
            new SigningKey(
                row.getString("kid"),
                row.getBoolean("active"),
                row.getBuffer("sealed"),
                row.getJsonObject("public_jwk")),
        retiredAfter);
  }

  /** Keeps other replicas from making a key until this transaction ends. */
  public Future<Void> lock(Tx tx) {
    return tx.query("select pg_advisory_xact_lock(7206107, 1)").mapEmpty();
  }

  /** Makes this the signing key; the one before is retired. */
  public Future<Void> activate(Tx tx, SigningKey it, Instant now) {
    return tx.execute("update signing_key set active = false, retired_at = $1 where active", now)
        .compose(
            rows ->
                tx.execute(
                    """
                    insert into signing_key (kid, active, sealed, public_jwk, created_at)
                    values ($1, true, $2, $3, $4)
                    """,
                    it.kid(),
                    it.sealed(),
                    it.publicJwk(),
                    now))
        .mapEmpty();
  }
}
