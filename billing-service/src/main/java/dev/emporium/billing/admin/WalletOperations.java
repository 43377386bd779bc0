package dev.emporium.billing.admin;

import dev.emporium.billing.event.BillingEvents;
import dev.emporium.billing.store.ProjectionStore;
import dev.emporium.billing.store.ProjectionStore.Location;
import dev.emporium.billing.store.WalletStore;
import dev.emporium.billing.store.WalletStore.Wallet;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Arrivals;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Money;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;

/** Funds wallets: no vendor document has an operation for it. */
public final class WalletOperations {
  private static final int MOST_DIGITS = 12;
  private final Database database;
  private final Arrivals arrivals;

  public WalletOperations(Database database, Arrivals arrivals) {
    this.database = database;
    this.arrivals = arrivals;
  }

  /** This section's operations. */
  public void bind(Operations operations) {
    operations.on("fundWallet", this::fundWallet).on("getWallet", this::getWallet);
  }

  private Future<Reply> fundWallet(Call call) {
    UUID marketplace = Tenants.marketplace(call);
    JsonObject body = call.body();
    Money amount = amount(body);
    String reference = body.getString("reference");
    return location(marketplace, call.path("locationId"))
        .compose(
            location ->
                database
                    .inMarketplace(
                        marketplace, tx -> fund(tx, location.companyId(), amount, reference))
                    .map(wallet -> Reply.ok(json(location, wallet))));
  }

  private static Money amount(JsonObject body) {
    try {
      BigDecimal amount = new BigDecimal(body.getValue("amount").toString());
      Money money = Money.of(amount, body.getString("currency"));
      if (amount.signum() <= 0
          || amount.precision() - amount.scale() > MOST_DIGITS
          || money.rounded().amount().compareTo(amount) != 0) {
        throw Failure.invalid("amount", "must be positive and in the currency's own digits");
      }
      return money.rounded();
    } catch (NumberFormatException malformed) {
      throw Failure.invalid("amount", "must be a decimal number");
    } catch (IllegalArgumentException unknown) {
      throw Failure.invalid("currency", "is not a currency");
    }
  }

  /** The same reference again changes nothing; with another amount it is a mistake. */
  private static Future<Wallet> fund(Tx tx, UUID companyId, Money amount, String reference) {
    return WalletStore.lock(tx, companyId, amount.currency().getCurrencyCode())
        .compose(
            wallet -> {
              if (!wallet.balance().currency().equals(amount.currency())) {
                throw Failure.conflict("The wallet's currency is " + wallet.balance().currency());
              }
              return WalletStore.funded(tx, companyId, reference)
                  .compose(before -> fund(tx, wallet, amount, reference, before));
            });
  }

  private static Future<Wallet> fund(
      Tx tx, Wallet wallet, Money amount, String reference, Optional<BigDecimal> before) {
    if (before.isPresent()) {
      return before.get().compareTo(amount.amount()) == 0
          ? Future.succeededFuture(wallet)
          : Future.failedFuture(
              Failure.conflict("This reference has funded the wallet with another amount"));
    }
    return WalletStore.fund(tx, wallet.companyId(), amount.amount(), reference)
        .compose(
            funded ->
                tx.append(BillingEvents.walletFunded(wallet.companyId(), amount, funded.balance()))
                    .map(funded));
  }

  private Future<Reply> getWallet(Call call) {
    UUID marketplace = Tenants.marketplace(call);
    return location(marketplace, call.path("locationId"))
        .compose(
            location ->
                database
                    .read(marketplace, tx -> WalletStore.find(tx, location.companyId()))
                    .map(
                        wallet ->
                            wallet.orElseThrow(
                                () -> Failure.notFound("The location has no wallet")))
                    .map(wallet -> Reply.ok(json(location, wallet))));
  }

  private Future<Location> location(UUID marketplace, String highlevelId) {
    return arrivals
        .present("location/" + highlevelId, () -> find(marketplace, highlevelId))
        .map(found -> found.orElseThrow(() -> Failure.notFound("There is no such location")));
  }

  private Future<Optional<Location>> find(UUID marketplace, String highlevelId) {
    return database.read(marketplace, tx -> ProjectionStore.location(tx, highlevelId));
  }

  private static JsonObject json(Location location, Wallet wallet) {
    return new JsonObject()
        .put("locationId", location.highlevelId())
        .put("companyId", location.companyId().toString())
        .put("balance", wallet.balance().amount().toPlainString())
        .put("currency", wallet.balance().currency().getCurrencyCode());
  }
}
