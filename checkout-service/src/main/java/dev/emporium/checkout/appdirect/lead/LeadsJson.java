package dev.emporium.checkout.appdirect.lead;

import dev.emporium.checkout.domain.lead.Activity;
import dev.emporium.checkout.domain.lead.Creator;
import dev.emporium.checkout.domain.lead.Lead;
import dev.emporium.checkout.domain.lead.LeadCustomer;
import dev.emporium.checkout.domain.lead.LeadProduct;
import dev.emporium.checkout.domain.lead.Participant;
import dev.emporium.checkout.domain.lead.Person;
import dev.emporium.checkout.domain.lead.Standpoint;
import dev.emporium.checkout.store.lead.CustomerJson;
import dev.emporium.kit.value.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** The second API's leads on the wire (appdirect.txt:2395-2971). What is not set is left out. */
final class LeadsJson {
  private LeadsJson() {}

  /** The companies whose names {@link #lead} shows. */
  static Stream<UUID> companies(Lead lead) {
    Person converted = lead.progress().converted();
    return Stream.of(
            lead.origin().creator().company(),
            lead.origin().profileCompany(),
            lead.progress().referrer().company(),
            lead.progress().recipient().company(),
            converted == null ? null : converted.company())
        .filter(Objects::nonNull);
  }

  /**
   * @param names of {@link #companies}, as far as they are known
   */
  static JsonObject lead(Lead lead, Map<UUID, String> names) {
    var origin = lead.origin();
    var progress = lead.progress();
    var json =
        new JsonObject()
            .put("id", lead.id().toString())
            .put("partner", origin.partner())
            .put("leadType", origin.type().name())
            .put("status", lead.status().name())
            .put("customer", customer(lead));
    put(json, "notes", lead.content().notes());
    put(json, "reseller", person(progress.reseller()));
    json.put("createdOn", origin.createdOn().toEpochMilli())
        .put("lastModified", lead.lastModified().toEpochMilli());
    put(json, "creator", creator(origin.creator(), names));
    if (progress.converted() != null) {
      json.put("convertedCompany", company(progress.converted().company(), names))
          .put("convertedUser", person(progress.converted()));
    }
    json.put("customAttributes", attributes(lead.content().attributes()));
    put(json, "result", progress.result());
    json.put("referrer", participant(progress.referrer(), origin.partner(), names))
        .put("recipient", participant(progress.recipient(), origin.partner(), names));
    if (origin.profileCompany() != null) {
      json.put("profileCompany", company(origin.profileCompany(), names));
    }
    product(json, origin.product());
    return json;
  }

  private static JsonObject customer(Lead lead) {
    LeadCustomer customer = lead.content().customer();
    JsonObject company = told(CustomerJson.write(customer.company()));
    if (lead.progress().converted() != null) {
      company.put("companyExists", true).put("linked", lead.progress().linked());
    }
    return new JsonObject()
        .put("company", company)
        .put("contact", told(CustomerJson.write(customer.contact())));
  }

  private static JsonObject told(JsonObject json) {
    json.getMap().values().removeIf(Objects::isNull);
    return json;
  }

  private static JsonObject creator(Creator creator, Map<UUID, String> names) {
    if (creator.company() == null && creator.user() == null) {
      return null;
    }
    var json = new JsonObject();
    put(json, "id", creator.user());
    put(json, "companyId", creator.company());
    put(json, "companyName", names.get(creator.company()));
    return json.put("role", creator.role());
  }

  private static JsonObject person(Person person) {
    if (person == null) {
      return null;
    }
    var json = new JsonObject();
    put(json, "id", person.user());
    return json.put("companyId", person.company().toString());
  }

  private static JsonObject company(UUID id, Map<UUID, String> names) {
    var json = new JsonObject().put("id", id.toString());
    put(json, "name", names.get(id));
    return json;
  }

  private static JsonObject participant(
      Participant participant, String partner, Map<UUID, String> names) {
    if (participant.isChannel()) {
      return new JsonObject().put("participantType", "CHANNEL").put("partner", partner);
    }
    var json =
        new JsonObject()
            .put("participantType", "COMPANY")
            .put("companyId", participant.company().toString());
    put(json, "companyName", names.get(participant.company()));
    return json;
  }

  private static void product(JsonObject json, LeadProduct product) {
    if (product == null) {
      return;
    }
    json.put("product", new JsonObject().put("id", product.appId()).put("name", product.name()));
    if (product.editionId() != null) {
      json.put("productEdition", new JsonObject().put("id", product.editionId()));
    }
  }

  /** Values are lists of texts here, whatever the first API was told. */
  private static JsonObject attributes(Map<String, Object> attributes) {
    var json = new JsonObject();
    attributes.forEach(
        (name, value) -> {
          Collection<?> values =
              value instanceof Collection<?> many
                  ? many
                  : value == null ? List.of() : List.of(value);
          json.put(name, new JsonArray(values.stream().map(String::valueOf).toList()));
        });
    return json;
  }

  static JsonObject activity(
      Activity activity, String partner, Map<UUID, String> names, Standpoint from) {
    var json =
        new JsonObject()
            .put("id", activity.id().toString())
            .put("createdOn", activity.createdOn().toEpochMilli())
            .put("verb", activity.verb().name())
            .put("verbContext", activity.forMarketplace() ? "MARKETPLACE" : "COMPANY")
            .put("partner", partner);
    if (activity.actorCompany() != null) {
      json.put("actorCompany", company(activity.actorCompany(), names));
    }
    if (activity.quote() != null) {
      var quote =
          new JsonObject()
              .put("id", activity.quote().id().toString())
              .put("friendlyId", activity.quote().friendlyId());
      put(quote, "applicationName", activity.quote().product());
      json.put("contextQuote", quote);
    }
    var allowed = new JsonArray();
    boolean own = activity.actorCompany() != null && activity.actorCompany().equals(from.company());
    if (own || (from.manages() && activity.actorCompany() != null)) {
      allowed.add("ACTOR_COMPANY");
    }
    return json.put("allowedResourcesAccess", allowed);
  }

  static <T> JsonObject page(Page<T> page, int number, int size, Function<T, JsonObject> each) {
    var content = new JsonArray();
    page.rows().forEach(row -> content.add(each.apply(row)));
    return new JsonObject()
        .put("content", content)
        .put(
            "page",
            new JsonObject()
                .put("size", size)
                .put("totalElements", page.total())
                .put("totalPages", page.pages(size))
                .put("number", number));
  }

  private static void put(JsonObject json, String field, Object value) {
    if (value instanceof JsonObject object) {
      json.put(field, object);
    } else if (value != null) {
      json.put(field, value.toString());
    }
  }
}
