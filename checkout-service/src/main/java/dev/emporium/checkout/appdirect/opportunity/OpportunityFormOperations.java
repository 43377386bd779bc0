package dev.emporium.checkout.appdirect.opportunity;

import static dev.emporium.checkout.store.JsonValues.array;

import dev.emporium.checkout.domain.Member;
import dev.emporium.checkout.domain.Party;
import dev.emporium.checkout.domain.opportunity.Product;
import dev.emporium.checkout.domain.opportunity.RequiredForm;
import dev.emporium.checkout.event.OpportunityEvents;
import dev.emporium.checkout.event.OpportunityFactsReader;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What vendors and carriers ask: required field definitions and the shipping address. */
final class OpportunityFormOperations {
  private final Opportunities.Ground ground;
  private final OpportunityDesk desk;
  private final PartyCheck parties;

  OpportunityFormOperations(Opportunities.Ground ground, OpportunityDesk desk, PartyCheck parties) {
    this.ground = ground;
    this.desk = desk;
    this.parties = parties;
  }

  void bind(Operations operations) {
    operations
        .on("getRequiredFieldDefinitions", this::getRequiredFieldDefinitions)
        .on("getOpportunityShipping", this::getOpportunityShipping)
        .on("setOpportunityShipping", this::setOpportunityShipping);
  }

  private Future<Reply> getRequiredFieldDefinitions(Call call) {
    Party customer = party(call, "userId", "companyId");
    Party agent = party(call, "salesAgentUserId", "salesAgentCompanyId");
    return parties
        .checked(call, agent, customer)
        .compose(
            checked -> {
              Member buyer = checked.members().getOrDefault(customer, Member.UNKNOWN);
              return ground
                  .database()
                  .read(call.marketplace(), tx -> definitions(tx, call.bodyArray(), buyer));
            })
        .map(all -> all.size() == 1 ? Reply.ok(all.getJsonObject(0)) : Reply.ok(all));
  }

  private Future<JsonArray> definitions(Tx tx, JsonArray asked, Member buyer) {
    List<String> names =
        asked.stream().map(each -> ((JsonObject) each).getString("productId")).distinct().toList();
    return ground
        .products()
        .named(tx, names)
        .compose(
            products ->
                ground
                    .forms()
                    .of(tx, products.values().stream().map(Product::id).toList())
                    .map(forms -> definitions(asked, products, forms, buyer)));
  }

  private static JsonArray definitions(
      JsonArray asked,
      Map<String, Product> products,
      Map<String, Map<String, List<RequiredForm>>> forms,
      Member buyer) {
    var all = new JsonArray();
    for (int i = 0; i < asked.size(); i++) {
      String name = asked.getJsonObject(i).getString("productId");
      String edition = asked.getJsonObject(i).getString("editionId");
      Product product = products.get(name);
      if (product == null) {
        throw Failure.invalid("[" + i + "].productId", "Product with ID " + name + " not found.")
            .withCode("PRODUCT_NOT_FOUND");
      }
      List<RequiredForm> found =
          OpportunityFactsReader.of(
              forms.getOrDefault(product.id(), Map.of()), Optional.of(product), edition);
      all.add(
          new JsonObject()
              .put("productId", name)
              .put("editionId", edition)
              .put("forms", array(found, form -> FormJson.form(form, buyer))));
    }
    return all;
  }

  private static Party party(Call call, String user, String company) {
    return new Party(
        UUID.fromString(call.query(user).orElseThrow()),
        UUID.fromString(call.query(company).orElseThrow()));
  }

  private Future<Reply> getOpportunityShipping(Call call) {
    return desk.read(
            call, (tx, known) -> Future.succeededFuture(known.opportunity().deal().shipping()))
        .map(
            shipping ->
                Reply.ok(
                    FormJson.shipping(
                        shipping.orElseThrow(
                            () ->
                                Failure.notFound("The opportunity has no shipping address.")
                                    .withCode("SHIPPING_NOT_FOUND")))));
  }

  private Future<Reply> setOpportunityShipping(Call call) {
    return desk.change(
        call,
        known ->
            known
                .opportunity()
                .shippedTo(
                    FormJson.shipping(call.body(), known.opportunity().currency()),
                    known.managed()),
        OpportunityEvents::updated,
        (tx, saved) ->
            Future.succeededFuture(
                Reply.ok(FormJson.shipping(saved.opportunity().deal().shipping().orElseThrow()))));
  }
}
