package dev.emporium.checkout.appdirect;

import static dev.emporium.checkout.store.JsonValues.texts;

import dev.emporium.checkout.domain.Member;
import dev.emporium.checkout.domain.OfferedProduct;
import dev.emporium.checkout.domain.Party;
import dev.emporium.checkout.event.Members;
import dev.emporium.checkout.store.PriceList;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** The price list for one owner and buyer (appdirect.txt:9-106). */
final class ItemDetailOperations {
  private final Database database;
  private final PriceList prices;
  private final Members people;

  ItemDetailOperations(Database database, PriceList prices, Members people) {
    this.database = database;
    this.prices = prices;
    this.people = people;
  }

  void bind(Operations operations) {
    operations.on("getItemDetails", this::getItemDetails);
  }

  private Future<Reply> getItemDetails(Call call) {
    JsonObject body = call.body();
    var owner =
        new Party(
            UUID.fromString(body.getString("ownerUserId")),
            UUID.fromString(body.getString("ownerCompanyId")));
    List<String> ids = texts(body.getJsonArray("productIds")).stream().distinct().toList();
    return database.read(
        call.marketplace(),
        tx ->
            people
                .of(tx, owner)
                .compose(
                    member ->
                        prices
                            .find(tx, ids)
                            .map(found -> reply(details(call, ids, found, member)))));
  }

  /** An object for one product, as the document has it, an array for several. */
  private static Reply reply(JsonArray details) {
    return details.size() == 1 ? Reply.ok(details.getJsonObject(0)) : Reply.ok(details);
  }

  private static JsonArray details(
      Call call, List<String> ids, List<OfferedProduct> found, Member owner) {
    String currency = call.body().getString("currency");
    String reseller = owner.parent() == null ? null : owner.parent().toString();
    var json = new ItemDetailsJson(currency, reseller);
    var all = new JsonArray();
    for (String id : ids) {
      OfferedProduct product =
          found.stream()
              .filter(each -> each.isNamed(id) && each.isOnSale())
              .filter(each -> !owner.user() || each.eligibility().admits(owner.customData()))
              .findFirst()
              .orElseThrow(
                  () ->
                      Failure.notFound("Product with ID " + id + " was not found.")
                          .withCode("PRODUCT_NOT_FOUND"));
      all.add(
          json.product(
              product.visibleTo(
                  call.principal().roles(),
                  currency,
                  texts(call.body().getJsonArray("pricingPlanIds")))));
    }
    return all;
  }
}
