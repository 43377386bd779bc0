package dev.emporium.billing.appdirect;

import dev.emporium.billing.domain.CardNumber;
import dev.emporium.billing.domain.PaymentGateway;
import dev.emporium.billing.domain.PaymentInstrument;
import dev.emporium.billing.domain.PaymentMethod;
import dev.emporium.billing.event.Projections;
import dev.emporium.billing.payment.Instruments;
import dev.emporium.billing.store.InstrumentStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Payment instruments (appdirect.txt:5687-5704). */
public final class PaymentInstrumentOperations {
  private final Database database;
  private final Projections projections;
  private final PaymentGateway gateway;

  public PaymentInstrumentOperations(
      Database database, Projections projections, PaymentGateway gateway) {
    this.database = database;
    this.projections = projections;
    this.gateway = gateway;
  }

  /** This section's operations. */
  public void bind(Operations operations) {
    operations
        .on("listPaymentInstruments", this::listPaymentInstruments)
        .on("createPaymentInstrument", this::createPaymentInstrument)
        .on("updatePaymentInstrument", this::updatePaymentInstrument)
        .on("getPaymentInstrument", this::getPaymentInstrument)
        .on("getDefaultPaymentInstrument", this::getDefaultPaymentInstrument)
        .on("deletePaymentInstrument", this::deletePaymentInstrument);
  }

  private Future<Reply> listPaymentInstruments(Call call) {
    UUID company = call.pathUuid("companyId");
    UUID user = call.pathUuid("userId");
    Request.access(call.principal()).requireRead(company);
    return database
        .read(call.marketplace(), tx -> InstrumentStore.ofUser(tx, company, user))
        .compose(
            found -> {
              var json = new JsonArray();
              found.forEach(instrument -> json.add(PaymentInstrumentJson.write(instrument)));
              return new Companies(projections).member(call.marketplace(), company, user, json);
            })
        .map(Reply::ok);
  }

  private Future<Reply> getPaymentInstrument(Call call) {
    return database
        .read(call.marketplace(), tx -> visible(tx, call))
        .map(found -> Reply.ok(PaymentInstrumentJson.write(found)));
  }

  private Future<Reply> getDefaultPaymentInstrument(Call call) {
    UUID company = named(call, "companyUuid", call.principal().company());
    UUID user = named(call, "userUuid", call.principal().user());
    Request.access(call.principal()).requireRead(company);
    return database
        .read(call.marketplace(), tx -> InstrumentStore.ofUser(tx, company, user))
        .map(
            all ->
                all.stream()
                    .filter(PaymentInstrument::isDefault)
                    .findFirst()
                    .orElseThrow(() -> Failure.notFound("There is no default instrument")))
        .map(found -> Reply.ok(PaymentInstrumentJson.write(found)));
  }

  private static UUID named(Call call, String parameter, UUID own) {
    try {
      UUID named = call.query(parameter).map(UUID::fromString).orElse(own);
      if (named != null) {
        return named;
      }
    } catch (IllegalArgumentException malformed) {
      throw Failure.invalid(parameter, "must be a UUID");
    }
    throw Failure.invalid(parameter, "is required for a caller without one of its own");
  }

  private Future<Reply> updatePaymentInstrument(Call call) {
    JsonObject body = call.body();
    requireNoNumber(body);
    return database
        .inMarketplace(
            call.marketplace(),
            tx ->
                changeable(tx, call)
                    .map(before -> of(before, call))
                    .compose(
                        before ->
                            Instruments.change(
                                tx, before, PaymentInstrumentJson.changed(before, body))))
        .map(changed -> Reply.ok(PaymentInstrumentJson.write(changed)));
  }

  private static PaymentInstrument of(PaymentInstrument found, Call call) {
    if (!found.companyId().equals(call.pathUuid("companyId"))
        || !found.userId().equals(call.pathUuid("userId"))) {
      throw Failure.notFound("The payment instrument was not found");
    }
    return found;
  }

  private Future<Reply> deletePaymentInstrument(Call call) {
    return database
        .inMarketplace(
            call.marketplace(),
            tx -> changeable(tx, call).compose(gone -> Instruments.remove(tx, gone).map(gone)))
        .onSuccess(
            gone -> {
              if (gone.card() != null) {
                gateway.forget(gone.card().token());
              }
            })
        .map(gone -> new Reply(200, Map.of(), null, null));
  }

  private static Future<PaymentInstrument> changeable(Tx tx, Call call) {
    return visible(tx, call)
        .map(
            found -> {
              Request.access(call.principal())
                  .requireWrite(found.companyId(), found.userId(), "payment instrument");
              return found;
            });
  }

  private static Future<PaymentInstrument> visible(Tx tx, Call call) {
    return InstrumentStore.kept(tx, call.pathUuid("paymentInstrumentId"))
        .map(
            found ->
                found
                    .filter(i -> Request.access(call.principal()).mayRead(i.companyId()))
                    .orElseThrow(() -> Failure.notFound("The payment instrument was not found")));
  }

  private static void requireNoNumber(JsonObject body) {
    if (body.getString("accountDisplay", "").replaceAll("[ -]", "").matches(".*[0-9]{12}.*")) {
      throw Failure.invalid("accountDisplay", "must not contain a card number");
    }
  }

  private Future<Reply> createPaymentInstrument(Call call) {
    UUID company = call.pathUuid("companyId");
    UUID user = call.pathUuid("userId");
    Request.access(call.principal()).requireWrite(company, user, "payment instrument");
    JsonObject body = call.body();
    var method = PaymentMethod.valueOf(body.getString("paymentMethod", "CREDIT_CARD"));
    if (!method.isOffered()) {
      throw Failure.invalid("paymentMethod", method + " is not offered by this marketplace");
    }
    requireNoNumber(body);
    UUID id = Ids.uuid7();
    return new Companies(projections)
        .requireMember(call.marketplace(), company, user)
        .compose(
            member -> database.read(call.marketplace(), tx -> Future.succeededFuture(tx.now())))
        .compose(now -> card(call.marketplace(), id, method, body, now))
        .compose(
            card ->
                database.inMarketplace(
                    call.marketplace(),
                    tx -> Instruments.add(tx, instrument(id, company, user, method, card, body))))
        .map(saved -> Reply.ok(PaymentInstrumentJson.write(saved)));
  }

  /** The card as it may be kept; null for other methods. */
  private Future<PaymentInstrument.Card> card(
      UUID marketplace, UUID id, PaymentMethod method, JsonObject body, Instant now) {
    if (!method.isCharged()) {
      return Future.succeededFuture();
    }
    CardNumber card = PaymentInstrumentJson.card(body, now);
    return Future.fromCompletionStage(gateway.tokenize(marketplace, id, card))
        .map(
            token ->
                new PaymentInstrument.Card(
                    token,
                    card.brand(),
                    card.lastFour(),
                    card.holder(),
                    card.expirationMonth(),
                    card.expirationYear()));
  }

  private static PaymentInstrument instrument(
      UUID id,
      UUID company,
      UUID user,
      PaymentMethod method,
      PaymentInstrument.Card card,
      JsonObject body) {
    JsonObject address = body.getJsonObject("billingAddress");
    String display = body.getString("accountDisplay");
    return new PaymentInstrument(
        id,
        Ids.hex24(),
        company,
        user,
        method,
        display == null && card != null ? card.lastFour() : display,
        card,
        address == null ? null : address.encode(),
        body.getString("vatId"),
        Boolean.TRUE.equals(body.getBoolean("isDefault")),
        Instant.EPOCH,
        1);
  }
}
