package dev.emporium.billing.highlevel;

import dev.emporium.billing.domain.Meter;
import dev.emporium.billing.domain.WalletCharge;
import dev.emporium.billing.event.Apps;
import dev.emporium.billing.event.BillingEvents;
import dev.emporium.billing.highlevel.Callers.Caller;
import dev.emporium.billing.store.WalletStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.function.Function;

/** Wallet charges (highlevel.txt:15-65). */
public final class ChargeOperations {
  private static final String USD = "USD";
  private final Database database;
  private final Callers callers;

  public ChargeOperations(Database database, Apps apps) {
    this.database = database;
    this.callers = new Callers(apps);
  }

  /** This section's operations. */
  public void bind(Operations operations) {
    operations
        .on("createCharge", this::createCharge)
        .on("listCharges", this::listCharges)
        .on("hasFunds", this::hasFunds)
        .on("getCharge", this::getCharge)
        .on("deleteCharge", this::deleteCharge);
  }

  private Future<Reply> createCharge(Call call) {
    return callers
        .of(call.principal())
        .map(caller -> draft(caller, call.body()))
        .compose(
            draft ->
                database
                    .inMarketplace(call.marketplace(), tx -> charge(tx, draft.apply(tx.now())))
                    .recover(failure -> afterTwin(call, draft, failure)))
        .map(chargeId -> Reply.created(ChargeJson.created(chargeId)));
  }

  /** Everything of the charge but the time it is made at. */
  private static Function<Instant, WalletCharge> draft(Caller caller, JsonObject body) {
    caller.requireApp(body.getString("appId"));
    caller.requireLocation(body.getString("locationId"));
    caller.requireCompany(body.getString("companyId"));
    Meter meter =
        caller
            .app()
            .meter(body.getString("meterId"))
            .orElseThrow(
                () -> ChargeJson.unprocessable("meterId", "the app has no such billing meter"));
    BigDecimal price = meter.price(ChargeJson.decimal(body, "price"));
    BigDecimal units = ChargeJson.decimal(body, "units");
    String currency = caller.location().currency();
    var amount =
        Meter.amount(units, price, Currency.getInstance(currency == null ? USD : currency));
    Instant eventTime = ChargeJson.time(body.getString("eventTime"), "eventTime");
    return now ->
        new WalletCharge(
            Ids.hex24(),
            caller.location().companyId(),
            caller.app().appId(),
            meter.meterId(),
            body.getString("eventId"),
            body.getString("userId"),
            body.getString("description"),
            price,
            units,
            amount,
            eventTime == null ? now : eventTime,
            false,
            now,
            now);
  }

  private static Future<String> charge(Tx tx, WalletCharge draft) {
    return WalletStore.charge(tx, draft)
        .compose(
            taken -> {
              if (taken.earlier() != null) {
                return Future.succeededFuture(taken.earlier());
              }
              if (taken.balance() == null) {
                return Future.failedFuture(insufficient());
              }
              return taken.charged()
                  ? tx.append(BillingEvents.walletCharge("charged", draft, taken.balance()))
                      .map(draft.chargeId())
                  : Future.failedFuture(new TwinCharge());
            });
  }

  private static Failure insufficient() {
    return Failure.of(
        Kind.PAYMENT_REQUIRED, null, "The wallet does not have sufficient funds for this charge");
  }

  /**
   * The same event may have been charged by a request that ran at the same time: its charge is the
   * answer, also when it took the last funds.
   */
  private Future<String> afterTwin(
      Call call, Function<Instant, WalletCharge> draft, Throwable failure) {
    boolean mayBeTwin =
        failure instanceof TwinCharge
            || (failure instanceof Failure refused && refused.kind() == Kind.PAYMENT_REQUIRED);
    return mayBeTwin
        ? database
            .read(call.marketplace(), tx -> WalletStore.chargedBefore(tx, draft.apply(tx.now())))
            .compose(
                twin ->
                    twin.isPresent()
                        ? Future.succeededFuture(twin.get())
                        : Future.failedFuture(failure))
        : Future.failedFuture(failure);
  }

  private static final class TwinCharge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TwinCharge() {
      super("the same event is being charged", null, false, false);
    }
  }

  private Future<Reply> listCharges(Call call) {
    return callers
        .of(call.principal())
        .compose(
            caller -> {
              var filter =
                  new WalletStore.Filter(
                      caller.location().companyId(),
                      caller.app().appId(),
                      call.query("meterId").orElse(null),
                      call.query("eventId").orElse(null),
                      call.query("userId").orElse(null),
                      ChargeJson.time(call.query("startDate").orElse(null), "startDate"),
                      ChargeJson.time(call.query("endDate").orElse(null), "endDate"),
                      call.queryInt("skip"),
                      call.queryInt("limit"));
              return database.read(
                  call.marketplace(),
                  tx ->
                      WalletStore.list(tx, filter)
                          .compose(
                              charges ->
                                  WalletStore.count(tx, filter)
                                      .map(
                                          total ->
                                              ChargeJson.page(
                                                  charges,
                                                  total,
                                                  filter,
                                                  caller.app().openchannelId(),
                                                  caller.location().highlevelId()))));
            })
        .map(Reply::ok);
  }

  private Future<Reply> hasFunds(Call call) {
    Callers.requireSubAccount(call.principal());
    return database
        .read(call.marketplace(), tx -> WalletStore.find(tx, call.principal().location()))
        .map(wallet -> wallet.isPresent() && wallet.get().balance().signum() > 0)
        .map(hasFunds -> Reply.ok(new JsonObject().put("hasFunds", hasFunds)));
  }

  private Future<Reply> getCharge(Call call) {
    return callers
        .of(call.principal())
        .compose(
            caller ->
                database
                    .read(call.marketplace(), tx -> find(tx, caller, call.path("chargeId")))
                    .map(
                        charge ->
                            Reply.ok(
                                ChargeJson.write(
                                    charge,
                                    caller.app().openchannelId(),
                                    caller.location().highlevelId()))));
  }

  private Future<Reply> deleteCharge(Call call) {
    return callers
        .of(call.principal())
        .compose(
            caller ->
                database.inMarketplace(
                    call.marketplace(),
                    tx -> find(tx, caller, call.path("chargeId")).compose(c -> refund(tx, c))))
        .map(done -> Reply.ok(new JsonObject().put("success", true)));
  }

  private static Future<Void> refund(Tx tx, WalletCharge charge) {
    return WalletStore.refund(tx, charge)
        .compose(
            wallet ->
                wallet.isPresent()
                    ? tx.append(
                        BillingEvents.walletCharge("refunded", charge, wallet.get().balance()))
                    : Future.succeededFuture());
  }

  private static Future<WalletCharge> find(Tx tx, Caller caller, String chargeId) {
    return WalletStore.find(tx, caller.location().companyId(), caller.app().appId(), chargeId)
        .map(found -> found.orElseThrow(() -> Failure.notFound("Charge not found")));
  }
}
