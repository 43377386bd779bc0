package dev.emporium.installation.oauth;

import dev.emporium.installation.store.LoginStore;
import dev.emporium.installation.store.LoginStore.Login;
import dev.emporium.installation.store.Passwords;
import dev.emporium.kit.store.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Checks e-mail and password; hashing happens off the event loop. */
final class SignIn {
  private final Vertx vertx;
  private final Database database;
  private final LoginStore logins;
  private final Clock clock;

  SignIn(Vertx vertx, Database database, LoginStore logins, Clock clock) {
    this.vertx = vertx;
    this.database = database;
    this.logins = logins;
    this.clock = clock;
  }

  /** Who it is; empty for a wrong password, an unknown, managed, disabled or locked user alike. */
  Future<Optional<UUID>> check(UUID marketplace, String email, String password) {
    return database
        .read(marketplace, tx -> logins.find(tx, email, clock.instant()))
        .compose(
            found -> {
              String hash = found.map(Login::passwordHash).orElse(null);
              return vertx
                  .executeBlocking(() -> Passwords.matches(password, hash), false)
                  .compose(right -> note(marketplace, found, right));
            });
  }

  private Future<Optional<UUID>> note(UUID marketplace, Optional<Login> found, boolean right) {
    if (found.isEmpty() || !found.get().open()) {
      return Future.succeededFuture(Optional.empty());
    }
    UUID user = found.get().userId();
    return database
        .inMarketplace(
            marketplace,
            tx -> right ? logins.succeeded(tx, user) : logins.failed(tx, user, clock.instant()))
        .map(right ? Optional.of(user) : Optional.empty());
  }
}
