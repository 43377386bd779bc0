package dev.emporium.bench;

import dev.emporium.kit.value.Ids;
import dev.emporium.local.Accounts;
import dev.emporium.local.Consent;
import dev.emporium.local.GatewayClient;
import dev.emporium.local.Secrets;
import dev.emporium.local.Shelf;
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
  private static final String CARD = "4242424242424242";
  private static final String CALLBACK = "http://127.0.0.1:9/callback";
  private static final String SCOPES = "charges.readonly charges.write";
  private final GatewayClient anonymous;
  private final Accounts accounts;
  private final Shelf shelf;
  private final Map<String, String> demo;
  private final Path file;

  Residents(GatewayClient anonymous, Map<String, String> demo, Path folder) {
    this.anonymous = anonymous;
    this.demo = demo;
    GatewayClient manager = anonymous.bearer(demo.get("APPDIRECT_ACCESS_TOKEN"));
    this.accounts = new Accounts(manager);
    this.shelf =
        new Shelf(
            anonymous.basic(demo.get("OPENCHANNEL_MARKETPLACE_ID"), demo.get("OPENCHANNEL_SECRET")),
            manager);
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
    String id = shelf.publish("demo-developer", new JsonObject().put("name", name), price);
    return new JsonObject()
        .put("appId", id)
        .put("planId", shelf.plan(name).getString("uuid"))
        .put("modelId", shelf.model(id));
  }

  private JsonObject account(int number) {
    String company =
        accounts.company(
            new JsonObject()
                .put("name", "Bench " + number)
                .put("externalId", "bench-" + number + "-" + Ids.alphanumeric(6))
                .put("countryCode", "US"));
    accounts.under(demo.get("DEMO_AGENCY_COMPANY_ID"), company);
    String user = demo.get("DEMO_USER_ID");
    accounts.member(
        company,
        user,
        new JsonObject().put("email", demo.get("DEMO_USER_EMAIL")),
        "ROLE_SYS_ADMIN");
    accounts.card(company, user, "Bench", CARD);
    String location = accounts.highlevelId(company);
    accounts.fund(location, "900000.00", "bench");
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
