package dev.emporium.checkout.appdirect.opportunity;

import static dev.emporium.checkout.store.JsonValues.array;
import static dev.emporium.checkout.store.JsonValues.lists;
import static dev.emporium.checkout.store.JsonValues.rejection;

import dev.emporium.checkout.domain.Member;
import dev.emporium.checkout.domain.Party;
import dev.emporium.checkout.domain.opportunity.Opportunity;
import dev.emporium.checkout.domain.opportunity.OpportunityAction;
import dev.emporium.checkout.domain.opportunity.OpportunityItem;
import dev.emporium.checkout.domain.opportunity.OpportunityStatus;
import dev.emporium.checkout.domain.opportunity.Progress;
import dev.emporium.checkout.domain.opportunity.Timing;
import dev.emporium.checkout.domain.pricing.Unit;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** Opportunities on the wire (appdirect.txt:3830-3903, 3939-4010); what is not set is left out. */
final class OpportunityJson {
  private OpportunityJson() {}

  static JsonObject opportunity(Opportunity it, Map<Party, Member> members) {
    var json =
        new JsonObject()
            .put("id", it.id().toString())
            .put("ownerUser", person(it.people().owner(), members))
            .put("customerUser", person(it.people().customer(), members))
            .put("createdOn", String.valueOf(it.createdOn().toEpochMilli()))
            .put("currency", it.currency().getCurrencyCode());
    if (it.heading().purchaseEffectiveDate() != null) {
      json.put(
          "purchaseEffectiveDate",
          String.valueOf(it.heading().purchaseEffectiveDate().toEpochMilli()));
    }
    if (it.heading().name() != null) {
      json.put("name", it.heading().name());
    }
    json.put("status", it.status().name())
        .put("ownerType", it.people().ownerType().name())
        .put("items", array(it.items(), OpportunityJson::item));
    if (!it.heading().attributes().isEmpty()) {
      json.put("purchaseCustomAttributes", lists(it.heading().attributes()));
    }
    it.progress().sale().ifPresent(sale -> sale(json, it.status(), sale));
    it.progress().rejection().ifPresent(why -> json.put("rejection", rejection(why)));
    return json.put("createdByUser", person(it.people().creator(), members));
  }

  /** One row of a list, where dates are numbers and nothing is left out. */
  static JsonObject row(Opportunity it, Map<Party, Member> members) {
    var effective = it.heading().purchaseEffectiveDate();
    return new JsonObject()
        .put("id", it.id().toString())
        .put("name", it.heading().name())
        .put("ownerUser", person(it.people().owner(), members))
        .put("customerUser", person(it.people().customer(), members))
        .put("createdOn", it.createdOn().toEpochMilli())
        .put("purchaseEffectiveDate", effective == null ? null : effective.toEpochMilli())
        .put("status", it.status().name())
        .put("ownerType", it.people().ownerType().name())
        .put("createdByUser", person(it.people().creator(), members));
  }

  /** An item as it was given (appdirect.txt:4279). */
  static JsonObject item(OpportunityItem item) {
    var json = new JsonObject().put("id", item.id().toString());
    if (item.parent() != null) {
      json.put("parentItemId", item.parent());
    }
    if (item.planId() == null) {
      json.put("productId", item.productId());
    } else {
      json.put("pricingPlanId", item.planId());
    }
    return carried(json.put("units", array(item.units(), OpportunityJson::unit)), item);
  }

  /** What an item carries besides plan and units, as far as it is set. */
  static JsonObject carried(JsonObject json, OpportunityItem item) {
    if (!item.attributes().isEmpty()) {
      json.put("subscriptionCustomAttributes", lists(item.attributes()));
    }
    if (!item.requiredFields().isEmpty()) {
      json.put("vendorRequiredFields", lists(item.requiredFields()));
    }
    if (!item.provisioning().equals(Timing.IMMEDIATELY)) {
      json.put("provisioningConfiguration", timing(item.provisioning()));
    }
    if (!item.billing().equals(Timing.WITH_SERVICE)) {
      json.put("billingConfiguration", timing(item.billing()));
    }
    return json;
  }

  static JsonObject unit(Unit unit) {
    return new JsonObject().put("quantity", plain(unit)).put("unit", unit.unit());
  }

  private static String plain(Unit unit) {
    return unit.quantity().signum() == 0
        ? "0"
        : unit.quantity().stripTrailingZeros().toPlainString();
  }

  static JsonArray actions(List<OpportunityAction> actions) {
    var array = new JsonArray();
    actions.forEach(action -> array.add(action.name()));
    return array;
  }

  static JsonObject restrictions(Map<OpportunityAction, List<String>> restrictions) {
    var json = new JsonObject();
    restrictions.forEach((action, why) -> json.put(action.name(), new JsonArray(why)));
    return json;
  }

  static JsonObject person(Party party, Map<Party, Member> members) {
    Map<String, String> profile = members.getOrDefault(party, Member.UNKNOWN).profile();
    return new JsonObject()
        .put("id", party.user().toString())
        .put("email", profile.get("user.email"))
        .put("firstName", profile.get("user.firstName"))
        .put("lastName", profile.get("user.lastName"))
        .put(
            "company",
            new JsonObject()
                .put("id", party.company().toString())
                .put("name", profile.get("company.name")));
  }

  private static JsonObject timing(Timing timing) {
    var json = new JsonObject();
    if (timing.date() != null) {
      json.put("date", String.valueOf(timing.date().toEpochMilli()));
    }
    return json.put("strategy", timing.strategy());
  }

  private static void sale(JsonObject json, OpportunityStatus status, Progress.Sale sale) {
    json.put("purchaseId", sale.purchaseId().toString()).put("purchaseNumber", sale.number());
    if (sale.quoteId() != null) {
      json.put("quoteId", sale.quoteId().toString());
    }
    if (status == OpportunityStatus.CLOSED) {
      json.put("outcome", "WON");
    }
  }
}
