package dev.emporium.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.kit.identity.Principal;
import dev.emporium.testkit.ContractReplay;
import dev.emporium.testkit.Principals;
import dev.emporium.testkit.TestClient;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** One marketplace's callers, and the calls every test of the catalog needs. */
public final class CatalogCalls {
  public static final ContractReplay OPENCHANNEL =
      ContractReplay.of("contract/catalog/openchannel.yaml");
  public static final ContractReplay APPDIRECT =
      ContractReplay.of("contract/catalog/appdirect.yaml");
  public static final ContractReplay ADMIN = ContractReplay.of("contract/catalog/admin.yaml");

  public final UUID marketplace;
  public final TestClient openchannel;
  public final TestClient appdirect;
  public final TestClient manager;

  public CatalogCalls(TestService service) {
    marketplace = service.marketplace();
    openchannel = service.as(administrator(Principals.openchannel(marketplace)));
    appdirect = service.as(Principals.appdirect(marketplace, null, null, "ROLE_USER"));
    manager = service.as(Principals.appdirect(marketplace, null, null, "ROLE_CHANNEL_ADMIN"));
  }

  /**
   * OpenChannel's credentials are the marketplace's own, so they carry the administrator's role.
   */
  private static Principal administrator(Principal principal) {
    return new Principal(
        principal.marketplace(),
        principal.dialect(),
        principal.subject(),
        principal.client(),
        principal.grant(),
        principal.authMethod(),
        null,
        null,
        null,
        null,
        Set.of("OPENCHANNEL_ADMIN"),
        Set.of(),
        principal.expires());
  }

  /** A recurring model of USD 4.99 a month with 14 days of trial. */
  public static JsonObject recurring() {
    return new JsonObject()
        .put("modelId", "monthly")
        .put("type", "recurring")
        .put("price", 499)
        .put("trial", 14);
  }

  public static JsonObject app(String name, JsonObject... models) {
    return new JsonObject()
        .put("developerId", "dev")
        .put("name", name)
        .put("model", new JsonArray(List.of(models)));
  }

  /** Creates it and publishes it with approval; answers the created version. */
  public JsonObject published(JsonObject app) {
    JsonObject created = created(app);
    var answer =
        openchannel.post(
            "/v2/apps/" + created.getString("appId") + "/publish",
            new JsonObject()
                .put("developerId", app.getString("developerId"))
                .put("version", 1)
                .put("autoApprove", true));
    assertThat(answer.status()).as(answer.text()).isIn(200, 202);
    return created;
  }

  public JsonObject created(JsonObject app) {
    var answer = OPENCHANNEL.check("createApp", openchannel.post("/v2/apps", app));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  /** The names of a list's apps, in order. */
  public List<String> names(String parameters) {
    var answer = OPENCHANNEL.check("listApps", openchannel.get("/v2/apps?" + parameters));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().getJsonArray("list").stream()
        .map(app -> ((JsonObject) app).getString("name"))
        .toList();
  }

  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
