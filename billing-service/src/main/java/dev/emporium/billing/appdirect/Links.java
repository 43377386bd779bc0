package dev.emporium.billing.appdirect;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** AppDirect's {@code LinkWS}: {@code {links, id, href}}; hrefs are paths of this gateway. */
final class Links {
  private static final String BILLING = "/api/billing/v1/";

  private Links() {}

  static JsonObject company(UUID id) {
    return link(id.toString(), "/api/account/v2/companies/" + id);
  }

  static JsonObject user(UUID id) {
    return link(id.toString(), "/api/account/v2/users/" + id);
  }

  static JsonObject product(long applicationId) {
    return link(String.valueOf(applicationId), "/api/marketplace/v1/products/" + applicationId);
  }

  /** Null when the edition is not known. */
  static JsonObject edition(long applicationId, Long number) {
    return number == null
        ? null
        : link(
            String.valueOf(number),
            "/api/marketplace/v1/products/" + applicationId + "/editions/" + number);
  }

  static JsonObject order(long id) {
    return link(String.valueOf(id), BILLING + "orders/" + id);
  }

  static JsonObject subscription(UUID id) {
    return link(id.toString(), BILLING + "subscriptions/" + id);
  }

  static JsonObject invoice(long number) {
    return link(String.valueOf(number), BILLING + "invoices/" + number);
  }

  private static JsonObject link(String id, String href) {
    return new JsonObject().put("links", new JsonArray()).put("id", id).put("href", href);
  }
}
