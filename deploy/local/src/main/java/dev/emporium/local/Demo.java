package dev.emporium.local;

import io.vertx.core.json.JsonObject;

/** What the demo's companies and people have in common. */
final class Demo {
  /** A card that is never refused. */
  static final String CARD = "4242424242424242";

  private Demo() {}

  /** A company with its first user. */
  static JsonObject company(String name, String externalId, String firstName, String email) {
    return new JsonObject()
        .put("name", name)
        .put("externalId", externalId)
        .put("countryCode", "US")
        .put("firstUser", person(firstName, email));
  }

  static JsonObject person(String firstName, String email) {
    return new JsonObject().put("email", email).put("firstName", firstName).put("lastName", "Demo");
  }
}
