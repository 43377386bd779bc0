package dev.emporium.billing.payment;

import dev.emporium.billing.domain.ConnectedAccount;
import dev.emporium.billing.domain.PaymentGateway;
import dev.emporium.billing.domain.PaymentSettings;
import dev.emporium.billing.event.BillingEvents;
import dev.emporium.billing.store.AccountStore;
import dev.emporium.billing.store.AccountStore.Link;
import dev.emporium.billing.store.SettingsStore;
import dev.emporium.billing.store.ShareStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Developers' accounts at Stripe, connected by Stripe's own consent page: a link with a state that
 * works once and for 48 hours leads there, Stripe sends the developer back with a code, and the
 * code names the account.
 */
public final class Accounts {
  private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);
  private static final Duration LINK_LIVES = Duration.ofDays(2);
  private final Database database;
  private final PaymentGateway gateway;

  public Accounts(Database database, PaymentGateway gateway) {
    this.database = database;
    this.gateway = gateway;
  }

  /** Where a developer is sent to, and until when that works. */
  public record Target(String url, Instant expiresAt) {}

  /** A new link; 412 unless Stripe is selected and has a client id. */
  public Future<Target> link(UUID marketplace, String developerId, String redirectUrl) {
    String state = marketplace + "." + Ids.alphanumeric(43);
    return database.inMarketplace(
        marketplace,
        tx ->
            stripe(tx)
                .compose(
                    settings -> {
                      Instant expires = tx.now().plus(LINK_LIVES);
                      return AccountStore.open(
                              tx, hash(state), new Link(developerId, redirectUrl, expires))
                          .compose(done -> tx.append(BillingEvents.developerWanted(developerId)))
                          .map(done -> new Target(url(settings.stripeClientId(), state), expires));
                    }));
  }

  private static String url(String clientId, String state) {
    return "https://connect.stripe.com/oauth/authorize?response_type=code&client_id="
        + URLEncoder.encode(clientId, StandardCharsets.UTF_8)
        + "&scope=read_write&state="
        + state;
  }

  /**
   * Stripe sent a developer back.
   *
   * @param code null when the developer refused
   * @return where the developer goes on
   */
  public Future<String> connected(String state, String code) {
    UUID marketplace = marketplace(state);
    return database
        .inMarketplace(
            marketplace, tx -> AccountStore.take(tx, hash(state)).map(taken -> alive(tx, taken)))
        .compose(
            link ->
                code == null
                    ? Future.succeededFuture(with(link.redirectUrl(), "error=access_denied"))
                    : Future.fromCompletionStage(gateway.connect(code))
                        .compose(account -> save(marketplace, link, account))
                        .map(saved -> link.redirectUrl()));
  }

  private static Link alive(Tx tx, Optional<Link> taken) {
    return taken.filter(link -> link.expiresAt().isAfter(tx.now())).orElseThrow(Accounts::noLink);
  }

  private Future<Void> save(UUID marketplace, Link link, ConnectedAccount account) {
    return database.inMarketplace(
        marketplace,
        tx ->
            AccountStore.save(tx, link.developerId(), account)
                .compose(saved -> ShareStore.release(tx, link.developerId()))
                .compose(
                    done ->
                        tx.append(
                            BillingEvents.account(
                                "connected", link.developerId(), account.stripeId()))));
  }

  private static String with(String url, String parameter) {
    return url + (url.contains("?") ? "&" : "?") + parameter;
  }

  private static UUID marketplace(String state) {
    try {
      return UUID.fromString(state.substring(0, state.indexOf('.')));
    } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
      throw noLink();
    }
  }

  private static Failure noLink() {
    return Failure.invalid("state", "This link has expired or was used before");
  }

  /** The developer's; 412 unless Stripe is selected. */
  public Future<List<ConnectedAccount>> of(UUID marketplace, String developerId) {
    return database.read(
        marketplace, tx -> stripe(tx).compose(settings -> AccountStore.of(tx, developerId)));
  }

  /** Disconnects; 404 when the developer has no such account. Gives what is left. */
  public Future<List<ConnectedAccount>> disconnect(
      UUID marketplace, String developerId, String stripeId) {
    return database
        .inMarketplace(
            marketplace,
            tx -> stripe(tx).compose(settings -> remove(tx, settings, developerId, stripeId)))
        .onSuccess(gone -> deauthorize(gone, stripeId))
        .map(Gone::left);
  }

  private record Gone(String clientId, boolean shared, List<ConnectedAccount> left) {}

  private static Future<Gone> remove(
      Tx tx, PaymentSettings settings, String developerId, String stripeId) {
    return AccountStore.remove(tx, developerId, stripeId)
        .compose(
            removed ->
                removed
                    ? tx.append(BillingEvents.account("disconnected", developerId, stripeId))
                    : Future.failedFuture(Failure.notFound("This account was not found")))
        .compose(done -> AccountStore.isShared(tx, stripeId))
        .compose(
            shared ->
                AccountStore.of(tx, developerId)
                    .map(left -> new Gone(settings.stripeClientId(), shared, left)));
  }

  /** An account that another developer has connected too stays authorised. */
  private void deauthorize(Gone gone, String stripeId) {
    if (!gone.shared()) {
      Future.fromCompletionStage(gateway.disconnect(gone.clientId(), stripeId))
          .onFailure(failure -> LOG.warn("account {} stays authorised", stripeId, failure));
    }
  }

  private static Future<PaymentSettings> stripe(Tx tx) {
    return SettingsStore.of(tx)
        .map(
            settings -> {
              settings.require(PaymentSettings.Gateway.STRIPE);
              return settings;
            });
  }

  private static String hash(String state) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(state.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
