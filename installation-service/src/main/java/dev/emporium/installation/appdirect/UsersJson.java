package dev.emporium.installation.appdirect;

import dev.emporium.installation.domain.Company;
import dev.emporium.installation.domain.Membership;
import dev.emporium.installation.domain.User;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/** The wire form of users and memberships (appdirect.txt:899-930, 11299-11392). */
final class UsersJson {
  private final String base;
  private final CompaniesJson companies;

  UsersJson(String issuer, CompaniesJson companies) {
    this.base = issuer + "/api/account/v2/";
    this.companies = companies;
  }

  JsonObject write(User it, boolean attributes) {
    String self = base + "users/" + it.userId();
    var json =
        new JsonObject()
            .put("uuid", it.userId().toString())
            .put("userName", it.userName())
            .put("email", it.email())
            .put("firstName", it.firstName())
            .put("lastName", it.lastName())
            .put("externalId", it.externalId())
            .put("locale", it.locale())
            .put("currency", it.currency())
            .put("activated", it.activated())
            .put("allowLogin", it.allowLogin())
            .put("enabled", it.enabled())
            .put("deleted", false)
            .put("roles", new JsonArray(it.roles().stream().sorted().toList()))
            .put("createdOn", it.createdAt().toEpochMilli())
            .put("lastModified", it.updatedAt().toEpochMilli())
            .put(
                "links",
                new JsonArray()
                    .add(AppDirectJson.link("self", self))
                    .add(AppDirectJson.link("memberships", self + "/memberships")));
    return attributes
        ? json.put("customAttributes", AppDirectJson.attributes(it.customAttributes()))
        : json;
  }

  /**
   * A membership.
   *
   * @param company null to leave it out
   */
  JsonObject membership(Membership it, User user, Company company, boolean attributes) {
    String self = base + "companies/" + it.companyId() + "/memberships/" + it.userId();
    var json =
        new JsonObject()
            .put("user", write(user, attributes))
            .put("enabled", it.enabled())
            .put("lastUsed", false)
            .put("roles", new JsonArray(it.roles().stream().sorted().toList()))
            .put("links", new JsonArray().add(AppDirectJson.link("self", self)));
    if (company != null) {
      json.put("company", companies.brief(company));
    }
    return json;
  }

  /** A new user; a managed company's users are managed users whatever is asked for. */
  static User create(JsonObject it, UUID companyId, boolean companyAllowsLogin, Instant now) {
    return User.withEmail(
            companyId,
            it.getString("email"),
            it.getString("firstName"),
            it.getString("lastName"),
            companyAllowsLogin && it.getBoolean("allowLogin", true),
            now)
        .described(
            it.getString("externalId"),
            it.getString("locale"),
            it.getString("currency"),
            AppDirectJson.attributes(it.getJsonArray("customAttributes")));
  }
}
