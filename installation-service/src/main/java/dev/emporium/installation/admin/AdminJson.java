package dev.emporium.installation.admin;

import dev.emporium.installation.domain.Client;
import dev.emporium.installation.domain.Company;
import dev.emporium.installation.domain.Marketplace;
import dev.emporium.installation.domain.NewClient;
import dev.emporium.kit.http.Call;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** The wire form of the platform's own operations. */
final class AdminJson {
  private AdminJson() {}

  static NewClient newClient(Call call, UUID appId) {
    JsonObject it = call.body();
    return new NewClient(
        it.getString("dialect"),
        it.getString("kind"),
        it.getString("name"),
        appId,
        Tenants.uuid("companyId", it.getString("companyId")),
        Tenants.uuid("userId", it.getString("userId")),
        texts(it, "roles"),
        texts(it, "scopes"),
        List.copyOf(list(it, "redirectUris")),
        it.getBoolean("public", false));
  }

  static JsonObject client(Client it) {
    return new JsonObject()
        .put("clientId", it.clientId())
        .put("dialect", it.dialect())
        .put("kind", it.kind().name().toLowerCase(Locale.ROOT))
        .put("name", it.name())
        .put("appId", text(it.appId()))
        .put("companyId", text(it.companyId()))
        .put("userId", text(it.userId()))
        .put("roles", new JsonArray(it.roles().stream().sorted().toList()))
        .put("scopes", new JsonArray(it.scopes().stream().sorted().toList()))
        .put("redirectUris", new JsonArray(it.redirectUris()))
        .put("public", !it.confidential())
        .put("createdAt", it.createdAt().toString());
  }

  static JsonObject marketplace(Marketplace it) {
    return new JsonObject()
        .put("marketplaceId", it.marketplaceId().toString())
        .put("openchannelMarketplaceId", it.openchannelId())
        .put("partner", it.partner())
        .put("name", it.name())
        .put("currency", it.currency())
        .put("sandbox", it.sandbox());
  }

  static JsonObject company(Company it) {
    return new JsonObject()
        .put("companyId", it.companyId().toString())
        .put("parentId", text(it.parentId()))
        .put("highlevelId", it.highlevelId())
        .put("openchannelGroupId", it.openchannelGroupId())
        .put("externalId", it.externalId())
        .put("name", it.name())
        .put("enabled", it.enabled())
        .put("allowLogin", it.allowLogin());
  }

  private static Set<String> texts(JsonObject it, String field) {
    return new HashSet<>(list(it, field));
  }

  private static List<String> list(JsonObject it, String field) {
    return it.getJsonArray(field, new JsonArray()).stream().map(String::valueOf).toList();
  }

  private static String text(UUID id) {
    return id == null ? null : id.toString();
  }
}
