package dev.emporium.billing.payment;

import dev.emporium.billing.domain.Payment;
import dev.emporium.billing.domain.PaymentGateway;
import dev.emporium.billing.domain.PaymentMethod;
import dev.emporium.billing.domain.PaymentResult;
import dev.emporium.billing.domain.PaymentSettings;
import dev.emporium.billing.domain.Transaction;
import dev.emporium.billing.event.BillingEvents;
import dev.emporium.billing.store.AccountStore;
import dev.emporium.billing.store.SettingsStore;
import dev.emporium.billing.store.ShareStore;
import dev.emporium.kit.service.Wiring;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Marketplaces;
import dev.emporium.kit.store.Steps;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Money;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands developers their shares of card payments where Stripe is selected: the marketplace keeps
 * its commission, the remaining balance goes into the developer's connected account
 * (openchannel.txt:5139). One payment may be for several developers' apps, so the whole of it is
 * charged and each share is a transfer of its own afterwards, under its transaction's id: a share
 * is handed on once however often it is tried. A developer without an account gets it when one is
 * connected.
 */
public final class DeveloperShares {
  private static final Logger LOG = LoggerFactory.getLogger(DeveloperShares.class);
  private static final int AT_ONCE = 50;
  private final Database database;
  private final PaymentGateway gateway;

  public DeveloperShares(Database database, PaymentGateway gateway) {
    this.database = database;
    this.gateway = gateway;
  }

  /** Hands on what is due. */
  public void wire(Wiring wiring) {
    wiring.every("billing-developer-shares", Duration.ofSeconds(1), this::run);
  }

  /** Remembers the shares of a payment, in its transaction. */
  static Future<Void> remember(Tx tx, Payment payment, List<Transaction> parts) {
    boolean charged =
        payment.method() == PaymentMethod.CREDIT_CARD
            && payment.result() == PaymentResult.SUCCESSFUL;
    List<Transaction> shared =
        parts.stream().filter(part -> part.shares().developer() > 0).toList();
    if (!charged || shared.isEmpty()) {
      return Future.succeededFuture();
    }
    return SettingsStore.of(tx)
        .compose(
            settings ->
                settings.enabled() && settings.gateway() == PaymentSettings.Gateway.STRIPE
                    ? Steps.each(shared, part -> remember(tx, payment, part)).mapEmpty()
                    : Future.succeededFuture());
  }

  private static Future<Void> remember(Tx tx, Payment payment, Transaction part) {
    String developer = part.names().developerId();
    return (developer == null
            ? Future.succeededFuture(false)
            : AccountStore.of(tx, developer).map(List::isEmpty))
        .compose(
            held ->
                ShareStore.add(tx, part.id(), payment.transactionId(), held)
                    .compose(
                        done ->
                            held
                                ? tx.append(
                                    BillingEvents.shareHeld(
                                        part.id(),
                                        developer,
                                        Money.ofMinor(part.shares().developer(), part.currency())))
                                : Future.succeededFuture()));
  }

  private Future<?> run() {
    return Marketplaces.all(database).compose(all -> Steps.each(all, this::run));
  }

  private Future<Void> run(UUID marketplace) {
    return database
        .read(marketplace, tx -> ShareStore.due(tx, AT_ONCE))
        .compose(due -> Steps.each(due, share -> handOn(marketplace, share)))
        .mapEmpty();
  }

  private Future<Void> handOn(UUID marketplace, ShareStore.Due share) {
    if (share.account() == null) {
      return database.inMarketplace(marketplace, tx -> hold(tx, share));
    }
    return Future.fromCompletionStage(gateway.transfer(transfer(marketplace, share)))
        .compose(id -> database.inMarketplace(marketplace, tx -> sent(tx, share, id)))
        .recover(
            failure -> {
              LOG.warn("developer's share {} is left for later", share.transactionId(), failure);
              return database.inMarketplace(
                  marketplace,
                  tx -> ShareStore.postpone(tx, share.transactionId()).<Void>mapEmpty());
            });
  }

  private static PaymentGateway.Transfer transfer(UUID marketplace, ShareStore.Due share) {
    return new PaymentGateway.Transfer(
        marketplace,
        share.transactionId(),
        share.amount(),
        share.charge(),
        share.account(),
        share.attempts() > 0);
  }

  private static Future<Void> hold(Tx tx, ShareStore.Due share) {
    return share.developerId() == null
        ? ShareStore.postpone(tx, share.transactionId()).mapEmpty()
        : ShareStore.hold(tx, share.transactionId())
            .compose(
                changed ->
                    changed
                        ? tx.append(
                            BillingEvents.shareHeld(
                                share.transactionId(), share.developerId(), share.amount()))
                        : Future.succeededFuture());
  }

  private static Future<Void> sent(Tx tx, ShareStore.Due share, String id) {
    return ShareStore.sent(tx, share.transactionId(), share.account(), id)
        .compose(
            changed ->
                changed
                    ? tx.append(
                        BillingEvents.shareSent(
                            share.transactionId(),
                            share.developerId(),
                            share.amount(),
                            share.account(),
                            id))
                    : Future.succeededFuture());
  }
}
