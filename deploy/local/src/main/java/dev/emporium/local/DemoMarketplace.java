package dev.emporium.local;

import dev.emporium.kit.value.Ids;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small marketplace to begin with, made through the gateway as any client would make it: a
 * developer, three apps (free, one-off, recurring with a trial), an agency and its sub-account with
 * users, a card, a wallet with funds, a reseller with its customer, and clients of all four
 * dialects. Its records are kept in {@code demo.json}, mode 600.
 */
public final class DemoMarketplace {
  /** Where HighLevel's and Pleo's demo apps are sent after consent; nothing listens there. */
  static final String CALLBACK = "http://127.0.0.1:9/callback";

  private static final List<String> MANAGER_ROLES =
      List.of("ROLE_CHANNEL_ADMIN", "ROLE_PARTNER", "ROLE_PARTNER_READ", "ROLE_CORPORATE_ADMIN");
  private static final String HIGHLEVEL_SCOPES =
      "charges.readonly charges.write oauth.readonly oauth.write"
          + " marketplace-installer-details.readonly marketplace-external-auth-migration.write";

  private final GatewayClient gateway;
  private final Secrets secrets;
  private final Path file;

  public DemoMarketplace(GatewayClient gateway, Secrets secrets, Path file) {
    this.gateway = gateway;
    this.secrets = secrets;
    this.file = file;
  }

  /**
   * Makes the records on the first start, fresh tokens on every one; returns the variables to
   * publish.
   */
  public Map<String, String> ensure() {
    JsonObject demo = Files.exists(file) ? read() : create();
    if (!demo.containsKey("RESELLER_CLIENT_ID")) {
      // new, or made by a version that knew no resellers
      new DemoResellers(manager(demo)).create(demo);
      Secrets.writePrivately(file, demo.encodePrettily());
    }
    var variables = new LinkedHashMap<String, String>();
    demo.forEach(entry -> variables.put(entry.getKey(), String.valueOf(entry.getValue())));
    tokens(demo, variables);
    return variables;
  }

  private JsonObject create() {
    var demo = new JsonObject();
    GatewayClient operator =
        gateway.bearer(token(Environments.OPERATOR, secrets.password("OPERATOR_SECRET")));
    JsonObject marketplace =
        operator
            .post(
                "/admin/v1/marketplaces",
                new JsonObject()
                    .put("name", "Demo")
                    .put("currency", "USD")
                    .put("partner", "DEMO")
                    .put("sandbox", true))
            .ok()
            .json();
    demo.put("OPENCHANNEL_MARKETPLACE_ID", marketplace.getString("openchannelMarketplaceId"));
    demo.put("OPENCHANNEL_SECRET", marketplace.getString("openchannelSecret"));
    demo.put("APPDIRECT_PARTNER", "DEMO");
    JsonObject manager =
        operator
            .post(
                "/admin/v1/clients",
                new JsonObject()
                    .put("marketplaceId", marketplace.getString("marketplaceId"))
                    .put("dialect", "appdirect")
                    .put("kind", "client_credentials")
                    .put("name", "Marketplace manager")
                    .put("roles", new JsonArray(MANAGER_ROLES)))
            .ok()
            .json();
    demo.put("APPDIRECT_CLIENT_ID", manager.getString("clientId"));
    demo.put("APPDIRECT_CLIENT_SECRET", manager.getString("clientSecret"));
    GatewayClient appdirect = manager(demo);
    new DemoCatalog(openchannel(demo), appdirect).create(demo);
    new DemoCustomers(appdirect).create(demo);
    new DemoClients(appdirect).create(demo, HIGHLEVEL_SCOPES);
    Secrets.writePrivately(file, demo.encodePrettily());
    return demo;
  }

  private GatewayClient manager(JsonObject demo) {
    return gateway.bearer(
        token(demo.getString("APPDIRECT_CLIENT_ID"), demo.getString("APPDIRECT_CLIENT_SECRET")));
  }

  private GatewayClient openchannel(JsonObject demo) {
    return Patience.until(
        "the gateway knows the new marketplace",
        () -> {
          var client =
              gateway.basic(
                  demo.getString("OPENCHANNEL_MARKETPLACE_ID"),
                  demo.getString("OPENCHANNEL_SECRET"));
          return client.get("/v2/apps").status() == 200 ? client : null;
        });
  }

  /** Tokens end, so every start asks for new ones: a person consents, an app trades the code. */
  private void tokens(JsonObject demo, Map<String, String> variables) {
    String manager =
        token(demo.getString("APPDIRECT_CLIENT_ID"), demo.getString("APPDIRECT_CLIENT_SECRET"));
    variables.put("APPDIRECT_ACCESS_TOKEN", manager);
    reseller(demo, variables, "RESELLER");
    reseller(demo, variables, "RESELLER_MANAGER");
    var consent =
        new Consent(
            gateway, demo.getString("DEMO_USER_EMAIL"), demo.getString("DEMO_USER_PASSWORD"));
    variables.put(
        "HIGHLEVEL_LOCATION_TOKEN",
        highlevel(consent, demo, "Location", "location:" + demo.getString("DEMO_COMPANY_ID")));
    variables.put(
        "HIGHLEVEL_AGENCY_TOKEN",
        highlevel(consent, demo, "Company", "company:" + demo.getString("DEMO_AGENCY_COMPANY_ID")));
    variables.put("PLEO_ACCESS_TOKEN", pleo(consent, demo));
  }

  private void reseller(JsonObject demo, Map<String, String> variables, String name) {
    String token =
        token(demo.getString(name + "_CLIENT_ID"), demo.getString(name + "_CLIENT_SECRET"));
    variables.put(name + "_ACCESS_TOKEN", token);
  }

  private String highlevel(Consent consent, JsonObject demo, String userType, String account) {
    String clientId = demo.getString("HIGHLEVEL_CLIENT_ID");
    String code = consent.approve(clientId, CALLBACK, HIGHLEVEL_SCOPES, null, account);
    return gateway
        .form(
            "/oauth/token",
            Map.of(
                "grant_type", "authorization_code",
                "client_id", clientId,
                "client_secret", demo.getString("HIGHLEVEL_CLIENT_SECRET"),
                "code", code,
                "redirect_uri", CALLBACK,
                "user_type", userType))
        .ok()
        .json()
        .getString("access_token");
  }

  private String pleo(Consent consent, JsonObject demo) {
    String verifier = Ids.alphanumeric(64);
    String clientId = demo.getString("PLEO_CLIENT_ID");
    String code =
        consent.approve(
            clientId,
            CALLBACK,
            "users:read export:write",
            verifier,
            "company:" + demo.getString("DEMO_COMPANY_ID"));
    return gateway
        .form(
            "/oauth2/token",
            Map.of(
                "grant_type", "authorization_code",
                "client_id", clientId,
                "client_secret", demo.getString("PLEO_CLIENT_SECRET"),
                "code", code,
                "redirect_uri", CALLBACK,
                "code_verifier", verifier))
        .ok()
        .json()
        .getString("access_token");
  }

  private String token(String clientId, String secret) {
    return gateway
        .basic(clientId, secret)
        .form("/oauth2/token", Map.of("grant_type", "client_credentials"))
        .ok()
        .json()
        .getString("access_token");
  }

  private JsonObject read() {
    try {
      return new JsonObject(Files.readString(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
