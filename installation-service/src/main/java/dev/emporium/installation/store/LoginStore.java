package dev.emporium.installation.store;

import dev.emporium.installation.event.AccountEvents;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Users' passwords and failed sign-ins. */
public final class LoginStore {
  private static final int FAILURES = 10;
  private static final int LOCKED_SECONDS = 900;
  private final UserStore users;

  public LoginStore(UserStore users) {
    this.users = users;
  }

  /**
   * Whether somebody may sign in, and with which password.
   *
   * @param passwordHash null when none was ever set
   * @param open enabled, not managed and not locked
   */
  public record Login(UUID userId, String passwordHash, boolean open) {}

  /** The login behind an e-mail address, without regard to case. */
  public Future<Optional<Login>> find(Tx tx, String email, Instant now) {
    return tx.one(
        """
        select user_id, password_hash,
               enabled and allow_login and (locked_until is null or locked_until <= $3) as open
          from app_user where marketplace_id = $1 and email_key = lower($2)
        """,
        row ->
            new Login(
                row.getUUID("user_id"), row.getString("password_hash"), row.getBoolean("open")),
        tx.marketplace(),
        email,
        now);
  }

  /** A wrong password; after ten in a row the user is locked for a quarter of an hour. */
  public Future<Void> failed(Tx tx, UUID userId, Instant now) {
    return tx.execute(
            """
            update app_user
               set failed_logins = case when failed_logins + 1 >= $3 then 0
                                        else failed_logins + 1 end,
                   locked_until = case when failed_logins + 1 >= $3 then $4 else locked_until end
             where marketplace_id = $1 and user_id = $2
            """,
            tx.marketplace(),
            userId,
            FAILURES,
            now.plusSeconds(LOCKED_SECONDS))
        .mapEmpty();
  }

  /** The right password. */
  public Future<Void> succeeded(Tx tx, UUID userId) {
    return tx.execute(
            """
            update app_user set failed_logins = 0, locked_until = null
             where marketplace_id = $1 and user_id = $2 and failed_logins > 0
            """,
            tx.marketplace(),
            userId)
        .mapEmpty();
  }

  /** Sets the password, unlocks and activates the user; false when there is no such user. */
  public Future<Boolean> setPassword(Tx tx, UUID userId, String hash) {
    return tx.execute(
            """
            update app_user
               set password_hash = $3, failed_logins = 0, locked_until = null, activated = true,
                   version = version + 1, updated_at = $4
             where marketplace_id = $1 and user_id = $2
            """,
            tx.marketplace(),
            userId,
            hash,
            tx.now())
        .compose(
            rows ->
                rows == 0
                    ? Future.succeededFuture(false)
                    : users
                        .find(tx, userId)
                        .compose(
                            user -> tx.append(AccountEvents.user("updated", user.orElseThrow())))
                        .map(true));
  }
}
