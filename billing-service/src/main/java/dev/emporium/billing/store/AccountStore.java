package dev.emporium.billing.store;

import dev.emporium.billing.domain.ConnectedAccount;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Developers' connected accounts, and the links that connect them. */
public final class AccountStore {
  private AccountStore() {}

  /** Where a developer goes after connecting, and who it is. */
  public record Link(String developerId, String redirectUrl, Instant expiresAt) {}

  /** Remembers a link by the hash of its state; those that have expired are forgotten. */
  public static Future<Integer> open(Tx tx, String stateHash, Link link) {
    return tx.execute(
            "delete from connect_link where marketplace_id = $1 and expires_at < $2",
            tx.marketplace(),
            tx.now())
        .compose(
            gone ->
                tx.execute(
                    """
                    insert into connect_link (marketplace_id, state_hash, developer_id, redirect_url, expires_at)
                    values ($1, $2, $3, $4, $5)
                    """,
                    tx.marketplace(),
                    stateHash,
                    link.developerId(),
                    link.redirectUrl(),
                    link.expiresAt()));
  }

  /** A link works once: it is gone with this. */
  public static Future<Optional<Link>> take(Tx tx, String stateHash) {
    return tx.one(
        """
        delete from connect_link where marketplace_id = $1 and state_hash = $2
        returning developer_id, redirect_url, expires_at
        """,
        row ->
            new Link(
                row.getString("developer_id"),
                row.getString("redirect_url"),
                Rows.instant(row, "expires_at")),
        tx.marketplace(),
        stateHash);
  }

  /** Keeps an account; connecting it again tells what it is called by now. */
  public static Future<Integer> save(Tx tx, String developerId, ConnectedAccount account) {
    return tx.execute(
        """
        insert into developer_account (marketplace_id, developer_id, stripe_id, account_name, country, default_currency,
          connected_at)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (marketplace_id, developer_id, stripe_id) do update set account_name = excluded.account_name,
          country = excluded.country, default_currency = excluded.default_currency
        """,
        tx.marketplace(),
        developerId,
        account.stripeId(),
        account.accountName(),
        account.country(),
        account.defaultCurrency(),
        tx.now());
  }

  /** The developer's, the first connected first. */
  public static Future<List<ConnectedAccount>> of(Tx tx, String developerId) {
    return tx.list(
        """
        select * from developer_account where marketplace_id = $1 and developer_id = $2
        order by connected_at, stripe_id
        """,
        row ->
            new ConnectedAccount(
                row.getString("stripe_id"),
                row.getString("account_name"),
                row.getString("country"),
                row.getString("default_currency")),
        tx.marketplace(),
        developerId);
  }

  /** Whether anybody else in this marketplace has the account connected. */
  public static Future<Boolean> isShared(Tx tx, String stripeId) {
    return tx.one(
            "select 1 from developer_account where marketplace_id = $1 and stripe_id = $2",
            row -> true,
            tx.marketplace(),
            stripeId)
        .map(Optional::isPresent);
  }

  /** False when the developer has no such account. */
  public static Future<Boolean> remove(Tx tx, String developerId, String stripeId) {
    return tx.execute(
            """
            delete from developer_account where marketplace_id = $1 and developer_id = $2 and stripe_id = $3
            """,
            tx.marketplace(),
            developerId,
            stripeId)
        .map(gone -> gone == 1);
  }
}
