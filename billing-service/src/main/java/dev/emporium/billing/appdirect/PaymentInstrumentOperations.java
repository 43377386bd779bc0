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
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
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
        .on("createPaymentInstrument", this::createPaymentInstrument);
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
              return json.isEmpty()
                  ? requireMember(call.marketplace(), company, user).map(json)
                  : Future.succeededFuture(json);
            })
        .map(Reply::ok);
  }

  private Future<Void> requireMember(UUID marketplace, UUID company, UUID user) {
    return projections
        .knowsMember(marketplace, company, user)
        .compose(
            member ->
                member
                    ? Future.succeededFuture()
                    : Future.failedFuture(Failure.notFound("The company has no such user")));
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
    if (body.getString("accountDisplay", "").replaceAll("[ -]", "").matches(".*[0-9]{12}.*")) {
      throw Failure.invalid("accountDisplay", "must not contain a card number");
    }
    UUID id = Ids.uuid7();
    return requireMember(call.marketplace(), company, user)
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
