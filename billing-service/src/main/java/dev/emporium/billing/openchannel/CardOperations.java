package dev.emporium.billing.openchannel;

import dev.emporium.billing.domain.PaymentGateway;
import dev.emporium.billing.domain.PaymentInstrument;
import dev.emporium.billing.domain.PaymentMethod;
import dev.emporium.billing.domain.PaymentSettings;
import dev.emporium.billing.event.Projections;
import dev.emporium.billing.payment.Instruments;
import dev.emporium.billing.store.InstrumentStore;
import dev.emporium.billing.store.ProjectionStore;
import dev.emporium.billing.store.ProjectionStore.Member;
import dev.emporium.billing.store.SettingsStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * OpenChannel's credit cards (openchannel.txt:5194-5487): the payment instruments of a user in the
 * company it was made in, by the method CREDIT_CARD.
 */
public final class CardOperations {
  private static final Logger LOG = LoggerFactory.getLogger(CardOperations.class);
  private final Database database;
  private final Projections projections;
  private final PaymentGateway gateway;

  public CardOperations(Database database, Projections projections, PaymentGateway gateway) {
    this.database = database;
    this.projections = projections;
    this.gateway = gateway;
  }

  /** This section's operations. */
  public void bind(Operations operations) {
    operations
        .on("getStripeSettings", this::getStripeSettings)
        .on("listCards", this::listCards)
        .on("addCard", this::addCard)
        .on("updateCard", this::updateCard)
        .on("deleteCard", this::deleteCard);
  }

  private Future<Reply> getStripeSettings(Call call) {
    return database
        .read(call.marketplace(), SettingsStore::of)
        .map(PaymentSettings::requireStripe)
        .map(
            settings ->
                Reply.ok(
                    new JsonObject()
                        .put("clientId", settings.stripeClientId())
                        .put("publishableKey", settings.stripePublishableKey())));
  }

  private Future<Reply> listCards(Call call) {
    return allowed(call)
        .compose(
            allowed ->
                database.read(
                    call.marketplace(),
                    tx ->
                        ProjectionStore.member(tx, call.path("userId"))
                            .compose(
                                found ->
                                    found.isEmpty()
                                        ? Future.succeededFuture(List.<PaymentInstrument>of())
                                        : cards(tx, found.get()))))
        .map(cards -> reply(call, cards));
  }

  private Future<Reply> addCard(Call call) {
    UUID id = Ids.uuid7();
    JsonObject body = call.body();
    boolean asDefault = body.getBoolean("isDefault", false);
    return allowed(call)
        .compose(allowed -> projections.memberOnFirstUse(call.marketplace(), call.path("userId")))
        .compose(
            member ->
                Future.fromCompletionStage(
                        gateway.keep(call.marketplace(), id, body.getString("token")))
                    .compose(
                        card ->
                            database.inMarketplace(
                                call.marketplace(),
                                tx ->
                                    Instruments.add(tx, draft(id, member, card, asDefault))
                                        .compose(added -> cards(tx, member)))))
        .map(cards -> reply(call, cards));
  }

  private static PaymentInstrument draft(
      UUID id, Member member, PaymentInstrument.Card card, boolean asDefault) {
    return new PaymentInstrument(
        id,
        Ids.hex24(),
        member.companyId(),
        member.userId(),
        PaymentMethod.CREDIT_CARD,
        card.lastFour(),
        card,
        null,
        null,
        asDefault,
        Instant.EPOCH,
        1);
  }

  private Future<Reply> updateCard(Call call) {
    JsonObject body = call.body();
    boolean makeDefault = body.getBoolean("isDefault", false);
    return allowed(call)
        .compose(allowed -> member(call))
        .compose(
            member ->
                database
                    .read(call.marketplace(), tx -> card(tx, call, member))
                    .compose(card -> tell(card, body))
                    .compose(
                        told ->
                            database.inMarketplace(
                                call.marketplace(),
                                tx ->
                                    card(tx, call, member)
                                        .compose(card -> change(tx, card, body, makeDefault))
                                        .compose(done -> cards(tx, member)))))
        .map(cards -> reply(call, cards));
  }

  private Future<Void> tell(PaymentInstrument card, JsonObject body) {
    return CardJson.hasAddress(body)
        ? Future.fromCompletionStage(
            gateway.address(card.card().token(), CardJson.address(CardJson.address(card, body))))
        : Future.succeededFuture();
  }

  private static Future<PaymentInstrument> change(
      Tx tx, PaymentInstrument card, JsonObject body, boolean makeDefault) {
    String address =
        CardJson.hasAddress(body) ? CardJson.address(card, body).encode() : card.billingAddress();
    return Instruments.change(
        tx, card, card.changed(card.accountDisplay(), address, card.vatId(), makeDefault));
  }

  private Future<Reply> deleteCard(Call call) {
    return allowed(call)
        .compose(allowed -> member(call))
        .compose(
            member ->
                database.inMarketplace(
                    call.marketplace(),
                    tx ->
                        card(tx, call, member)
                            .compose(
                                card ->
                                    Instruments.remove(tx, card)
                                        .compose(gone -> cards(tx, member))
                                        .map(left -> new Removed(card, left)))))
        .onSuccess(removed -> forget(removed.card()))
        .map(removed -> reply(call, removed.left()));
  }

  private record Removed(PaymentInstrument card, List<PaymentInstrument> left) {}

  /** What the gateway keeps longer than we do is only untidy. */
  private void forget(PaymentInstrument card) {
    Future.fromCompletionStage(gateway.forget(card.card().token()))
        .onFailure(failure -> LOG.warn("card {} stays at the gateway", card.id(), failure));
  }

  private Future<Void> allowed(Call call) {
    return database
        .read(call.marketplace(), SettingsStore::of)
        .map(
            settings -> {
              settings.require(PaymentSettings.Gateway.STRIPE);
              return null;
            });
  }

  private Future<Member> member(Call call) {
    return projections
        .member(call.marketplace(), call.path("userId"))
        .map(found -> found.orElseThrow(() -> Failure.notFound("This user was not found")));
  }

  private static Future<PaymentInstrument> card(Tx tx, Call call, Member member) {
    return cards(tx, member)
        .map(
            cards ->
                cards.stream()
                    .filter(card -> card.cardId().equals(call.path("cardId")))
                    .findFirst()
                    .orElseThrow(() -> Failure.notFound("This card was not found")));
  }

  private static Future<List<PaymentInstrument>> cards(Tx tx, Member member) {
    return InstrumentStore.ofUser(tx, member.companyId(), member.userId())
        .map(all -> all.stream().filter(instrument -> instrument.card() != null).toList());
  }

  private static Reply reply(Call call, List<PaymentInstrument> cards) {
    return Reply.ok(CardJson.cards(call.path("userId"), cards));
  }
}
