package dev.emporium.billing.appdirect;

import dev.emporium.billing.domain.Discount;
import dev.emporium.billing.event.DiscountEvents;
import dev.emporium.billing.store.DiscountStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Marketplaces;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;

/** Discounts (appdirect.txt:1630-1769). */
public final class DiscountOperations {
  private final Database database;

  public DiscountOperations(Database database) {
    this.database = database;
  }

  /** This section's operations. */
  public void bind(Operations operations) {
    operations
        .on("listDiscounts", this::listDiscounts)
        .on("createDiscount", this::createDiscount)
        .on("getDiscount", this::getDiscount)
        .on("updateDiscount", this::updateDiscount)
        .on("deleteDiscount", this::deleteDiscount);
  }

  private Future<Reply> listDiscounts(Call call) {
    var filter =
        new DiscountStore.Filter(
            call.query("code").filter(code -> !code.isEmpty()).orElse(null),
            Request.text(call, "sortField"),
            Request.descending(call),
            call.queryInt("start"),
            call.queryInt("count"));
    return database.read(
        call.marketplace(),
        tx ->
            DiscountStore.list(tx, filter)
                .compose(
                    page ->
                        DiscountStore.count(tx, filter)
                            .map(
                                total -> {
                                  var json = new JsonArray();
                                  page.forEach(each -> json.add(DiscountJson.write(each)));
                                  return Reply.ok(json)
                                      .withHeader("X-Total-Count", String.valueOf(total));
                                })));
  }

  private Future<Reply> createDiscount(Call call) {
    return database
        .inMarketplace(
            call.marketplace(),
            tx ->
                Marketplaces.currency(tx)
                    .map(
                        currency ->
                            DiscountJson.offer(call.body(), currency).checked(null, tx.now()))
                    .compose(
                        offer ->
                            DiscountTargets.of(tx, call.body())
                                .compose(target -> created(tx, offer, target)))
                    .compose(made -> tx.append(DiscountEvents.of("created", made)).map(made)))
        .map(made -> Reply.created(DiscountJson.write(made)));
  }

  private static Future<Discount> created(Tx tx, Discount.Offer offer, Discount.Target target) {
    return DiscountStore.nextNumber(tx)
        .compose(
            number ->
                DiscountStore.insert(
                    tx, new Discount(Ids.uuid7(), number, offer, target, tx.now(), 0, 1)));
  }

  private Future<Reply> getDiscount(Call call) {
    return database
        .read(call.marketplace(), tx -> find(tx, call, false))
        .map(found -> Reply.ok(DiscountJson.write(found)));
  }

  private Future<Reply> updateDiscount(Call call) {
    return database
        .inMarketplace(
            call.marketplace(),
            tx ->
                find(tx, call, true)
                    .compose(before -> changed(tx, call, before))
                    .compose(after -> DiscountStore.update(tx, after))
                    .compose(after -> tx.append(DiscountEvents.of("updated", after)).map(after)))
        .map(after -> Reply.ok(DiscountJson.write(after)));
  }

  private static Future<Discount> changed(Tx tx, Call call, Discount before) {
    return Marketplaces.currency(tx)
        .map(
            currency -> DiscountJson.offer(call.body(), currency).checked(before.offer(), tx.now()))
        .compose(
            offer ->
                DiscountTargets.of(tx, call.body())
                    .map(
                        target ->
                            new Discount(
                                before.id(),
                                before.number(),
                                offer,
                                target,
                                before.createdAt(),
                                before.redemptions(),
                                before.version())));
  }

  private Future<Reply> deleteDiscount(Call call) {
    return database
        .inMarketplace(
            call.marketplace(),
            tx ->
                find(tx, call, true)
                    .compose(
                        found ->
                            DiscountStore.delete(tx, found.id())
                                .compose(done -> tx.append(DiscountEvents.of("removed", found)))))
        .map(done -> Reply.noContent());
  }

  private static Future<Discount> find(Tx tx, Call call, boolean lock) {
    return DiscountStore.find(tx, call.path("discountId"), lock)
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        Failure.notFound(
                            "Discount " + call.path("discountId") + " was not found")));
  }
}
