package dev.emporium.installation.store;

import dev.emporium.installation.domain.Secrets;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Authorization codes and refresh tokens, kept as hashes. Reading one locks it, so that of two uses
 * at the same moment one is the second.
 */
public final class TokenStore {

  /**
   * An authorization code.
   *
   * @param redirectSent whether the authorization request named its redirect URI
   * @param challenge the S256 code challenge, or null
   * @param used whether it was exchanged before
   */
  public record Code(
      String clientId,
      UUID grantId,
      String redirectUri,
      boolean redirectSent,
      String challenge,
      Instant expires,
      boolean used) {}

  /** A refresh token of a family. */
  public record Refresh(UUID grantId, Instant expires, boolean used) {}

  /** Remembers a new code. */
  public Future<Void> addCode(Tx tx, String code, Code it) {
    return tx.execute(
            """
            insert into authorization_code (code_hash, marketplace_id, client_id, grant_id,
              redirect_uri, redirect_sent, code_challenge, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            Secrets.hash(code),
            tx.marketplace(),
            it.clientId(),
            it.grantId(),
            it.redirectUri(),
            it.redirectSent(),
            it.challenge(),
            it.expires())
        .mapEmpty();
  }

  /** The code, locked until the transaction ends. */
  public Future<Optional<Code>> code(Tx tx, String code) {
    return tx.one(
        "select * from authorization_code where marketplace_id = $1 and code_hash = $2 for update",
        TokenStore::readCode,
        tx.marketplace(),
        Secrets.hash(code));
  }

  /** The code has been exchanged. */
  public Future<Void> useCode(Tx tx, String code, Instant now) {
    return tx.execute(
            """
            update authorization_code set used_at = $3
             where marketplace_id = $1 and code_hash = $2
            """,
            tx.marketplace(),
            Secrets.hash(code),
            now)
        .mapEmpty();
  }

  /** Remembers a new refresh token. */
  public Future<Void> addRefresh(Tx tx, String token, UUID grantId, Instant expires) {
    return tx.execute(
            """
            insert into refresh_token (token_hash, marketplace_id, grant_id, expires_at)
            values ($1, $2, $3, $4)
            """,
            Secrets.hash(token),
            tx.marketplace(),
            grantId,
            expires)
        .mapEmpty();
  }

  /** The refresh token, locked until the transaction ends. */
  public Future<Optional<Refresh>> refresh(Tx tx, String token) {
    return tx.one(
        "select * from refresh_token where marketplace_id = $1 and token_hash = $2 for update",
        row ->
            new Refresh(
                row.getUUID("grant_id"),
                Columns.instant(row, "expires_at"),
                row.getOffsetDateTime("used_at") != null),
        tx.marketplace(),
        Secrets.hash(token));
  }

  /** The refresh token has been exchanged. */
  public Future<Void> useRefresh(Tx tx, String token, Instant now) {
    return tx.execute(
            "update refresh_token set used_at = $3 where marketplace_id = $1 and token_hash = $2",
            tx.marketplace(),
            Secrets.hash(token),
            now)
        .mapEmpty();
  }

  private static Code readCode(Row row) {
    return new Code(
        row.getString("client_id"),
        row.getUUID("grant_id"),
        row.getString("redirect_uri"),
        row.getBoolean("redirect_sent"),
        row.getString("code_challenge"),
        Columns.instant(row, "expires_at"),
        row.getOffsetDateTime("used_at") != null);
  }
}
