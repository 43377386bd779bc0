package dev.emporium.checkout.store.quote;

import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Links to quotes, by the SHA-256 of their tokens; a token has 256 random bits, so its hash needs
 * no salt. System queries: who opens a link belongs to no marketplace.
 */
public final class QuoteLinkStore {

  /**
   * Where a link leads.
   *
   * @param expiresOn on the marketplace's clock
   */
  public record Link(UUID marketplace, UUID quote, Instant expiresOn) {}

  /** Remembers a link to a quote of the transaction's marketplace. */
  public Future<?> add(Tx tx, String token, UUID quote, Instant expiresOn) {
    return tx.execute(
        """
        insert into quote_link (token_hash, marketplace_id, quote_id, expires_on)
        values ($1, $2, $3, $4)
        """,
        hash(token),
        tx.marketplace(),
        quote,
        expiresOn);
  }

  /** Where a token leads; empty when nobody was given it. */
  public Future<Optional<Link>> find(Tx tx, String token) {
    return tx.one(
        "select marketplace_id, quote_id, expires_on from quote_link where token_hash = $1",
        row ->
            new Link(
                row.getUUID("marketplace_id"),
                row.getUUID("quote_id"),
                row.getOffsetDateTime("expires_on").toInstant()),
        hash(token));
  }

  /** Forgets the links of this marketplace that ended before a moment. */
  public Future<?> forget(Tx tx, Instant before) {
    return tx.execute(
        "delete from quote_link where marketplace_id = $1 and expires_on < $2",
        tx.marketplace(),
        before);
  }

  private static Buffer hash(String token) {
    try {
      return Buffer.buffer(
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
