package dev.emporium.bench;

import dev.emporium.kit.value.Ids;
import dev.emporium.local.Consent;
import dev.emporium.local.GatewayClient;
import dev.emporium.local.Patience;
import dev.emporium.local.Secrets;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Whom the flows act for: sub-accounts with a funded wallet, a card and a HighLevel token each, and
 * two apps of 49 USD.
 */
final class Residents {
  private static final int ACCOUNTS =
      Integer.parseInt(System.getenv().getOrDefault("BENCH_ACCOUNTS", "200"));
  private static final String CALLBACK = "http://127.0.0.1:9/callback";
  private static final String SCOPES = "charges.readonly charges.write";
  private final GatewayClient anonymous;
  private final GatewayClient manager;
  private final GatewayClient openchannel;
  private final Map<String, String> demo;
  private final Path file;

  Residents(GatewayClient anonymous, Map<String, String> demo, Path folder) {
    this.anonymous = anonymous;
    this.demo = demo;
    this.manager = anonymous.bearer(demo.get("APPDIRECT_ACCESS_TOKEN"));
    this.openchannel =
        anonymous.basic(demo.get("OPENCHANNEL_MARKETPLACE_ID"), demo.get("OPENCHANNEL_SECRET"));
    this.file = folder.resolve("residents.json");
  }

  /** Makes them once; later houses of the same folder find them. */
  JsonObject ensure() throws IOException {
    if (Files.exists(file)) {
      return new JsonObject(Files.readString(file));
    }
    var made = new JsonObject();
    made.put(
        "oneOff",
        app(
            "Bench one-off",
            new JsonObject().put("type", "single").put("price", 4900).put("currency", "USD")));
    made.put(
        "monthly",
        app(
            "Bench monthly",
            new JsonObject()
                .put("type", "recurring")
                .put("price", 4900)
                .put("currency", "USD")
                .put("billingPeriod", "monthly")));
    List<JsonObject> accounts =
        IntStream.range(0, ACCOUNTS).parallel().mapToObj(this::account).toList();
    made.put("accounts", new JsonArray(accounts));
    Secrets.writePrivately(file, made.encode());
    return made;
  }

  /** A published app: its OpenChannel id and its plan's UUID. */
  private JsonObject app(String name, JsonObject price) {
    JsonObject draft =
        openchannel
            .post(
                "/v2/apps",
                new JsonObject()
                    .put("developerId", "demo-developer")
                    .put("name", name)
                    .put("model", new JsonArray().add(price)))
            .ok()
            .json();
    String id = draft.getString("appId");
    openchannel
        .post(
            "/v2/apps/" + id + "/publish",
            new JsonObject()
                .put("developerId", "demo-developer")
                .put("version", draft.getInteger("version"))
                .put("autoApprove", true))
        .ok();
    JsonObject product =
        Patience.until(
            "the listing shows " + name,
            () ->
                manager.get("/api/marketplace/v1/listing").ok().array().stream()
                    .map(JsonObject.class::cast)
                    .filter(p -> name.equals(p.getString("name")))
                    .findFirst()
                    .map(
                        p ->
                            manager
                                .get("/api/marketplace/v1/products/" + p.getValue("id"))
                                .ok()
                                .json())
                    .orElse(null));
    JsonObject plan =
        product
            .getJsonObject("pricing")
            .getJsonArray("editions")
            .getJsonObject(0)
            .getJsonArray("plans")
            .getJsonObject(0);
    String model =
        openchannel
            .get("/v2/apps/" + id)
            .ok()
            .json()
            .getJsonArray("model")
            .getJsonObject(0)
            .getString("modelId");
    return new JsonObject()
        .put("appId", id)
        .put("planId", plan.getString("uuid"))
        .put("modelId", model);
  }

  private JsonObject account(int number) {
    var company =
        manager
            .post(
                "/api/account/v2/companies",
                new JsonObject()
                    .put("name", "Bench " + number)
                    .put("externalId", "bench-" + number + "-" + Ids.alphanumeric(6))
                    .put("countryCode", "US"))
            .ok()
            .json()
            .getString("uuid");
    manager
        .post(
            "/admin/v1/companies/" + company + "/parent",
            new JsonObject().put("parentId", demo.get("DEMO_AGENCY_COMPANY_ID")))
        .ok();
    String user = demo.get("DEMO_USER_ID");
    manager
        .post(
            "/api/account/v2/companies/" + company + "/memberships?inviterUuid=" + user,
            new JsonObject()
                .put("user", new JsonObject().put("email", demo.get("DEMO_USER_EMAIL")))
                .put("roles", new JsonArray().add("ROLE_SYS_ADMIN")))
        .ok();
    var card =
        new JsonObject()
            .put("number", "4242424242424242")
            .put("securityCode", "123")
            .put("name", "Bench")
            .put("expirationMonth", 12)
            .put("expirationYear", 2035)
            .put("type", "VISA");
    var instrument =
        new JsonObject()
            .put("paymentMethod", "CREDIT_CARD")
            .put("isDefault", true)
            .put("creditCard", card);
    Patience.until(
        "billing knows the membership",
        () -> {
          var answer =
              manager.post(
                  "/api/billing/v1/companies/" + company + "/users/" + user + "/paymentInstruments",
                  instrument);
          return answer.status() == 404 ? null : answer.ok();
        });
    String location =
        manager.get("/admin/v1/companies/" + company).ok().json().getString("highlevelId");
    Patience.until(
        "billing knows the sub-account",
        () -> {
          var answer =
              manager.post(
                  "/admin/v1/wallets/" + location + "/funds",
                  new JsonObject()
                      .put("amount", "900000.00")
                      .put("currency", "USD")
                      .put("reference", "bench"));
          return answer.status() == 404 ? null : answer.ok();
        });
    return new JsonObject()
        .put("companyId", company)
        .put("userId", user)
        .put("locationId", location)
        .put("token", token(company));
  }

  private String token(String company) {
    var consent =
        new Consent(anonymous, demo.get("DEMO_USER_EMAIL"), demo.get("DEMO_USER_PASSWORD"));
    String client = demo.get("HIGHLEVEL_CLIENT_ID");
    String code = consent.approve(client, CALLBACK, SCOPES, null, "location:" + company);
    return anonymous
        .form(
            "/oauth/token",
            Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                client,
                "client_secret",
                demo.get("HIGHLEVEL_CLIENT_SECRET"),
                "code",
                code,
                "redirect_uri",
                CALLBACK,
                "user_type",
                "Location"))
        .ok()
        .json()
        .getString("access_token");
  }
}
