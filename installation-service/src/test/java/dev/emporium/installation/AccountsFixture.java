package dev.emporium.installation;

import dev.emporium.installation.store.ConsentInstaller;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.service.Wiring;
import dev.emporium.kit.value.Ids;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.Principals;
import dev.emporium.testkit.TestClient;
import dev.emporium.testkit.TestService;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** The accounts' half of the service with an installer that remembers what it was asked. */
public final class AccountsFixture {
  public static final String OPERATOR_SECRET = "operators-own-secret-of-the-test";
  public final TestService service;
  public final Emporium emporium;
  public final List<ConsentInstaller.Consent> consents = new CopyOnWriteArrayList<>();
  public final UUID installation = Ids.uuid7();
  public volatile Failure refusal;

  public AccountsFixture(Emporium emporium) {
    this.emporium = emporium;
    this.service =
        emporium.start(
            "installation",
            this::wire,
            Map.of(
                "BOOTSTRAP_OPERATOR_CLIENT_ID",
                "operator",
                "BOOTSTRAP_OPERATOR_CLIENT_SECRET",
                OPERATOR_SECRET));
  }

  private void wire(Wiring wiring) {
    new AccountsWiring(wiring, AccountStores.from(wiring), installer()).wire();
    wiring.consume("catalog", "nothing", (tx, event) -> Future.succeededFuture());
  }

  private ConsentInstaller installer() {
    return new ConsentInstaller() {
      @Override
      public Future<UUID> authorize(Consent consent) {
        consents.add(consent);
        return refusal == null
            ? Future.succeededFuture(installation)
            : Future.failedFuture(refusal);
      }

      @Override
      public Future<Optional<String>> appName(UUID marketplace, UUID appId) {
        return Future.succeededFuture(Optional.of("<Books & Co>"));
      }
    };
  }

  /** A marketplace made with the operator's credentials. */
  public JsonObject createMarketplace() {
    String partner = "P" + Ids.alphanumeric(10).toUpperCase(Locale.ROOT);
    return ok(
        201,
        service
            .as(Principals.operator())
            .post(
                "/admin/v1/marketplaces",
                new JsonObject()
                    .put("name", "Test market")
                    .put("currency", "USD")
                    .put("partner", partner)));
  }

  public UUID marketplace() {
    return UUID.fromString(createMarketplace().getString("marketplaceId"));
  }

  /** A caller of AppDirect's API with these roles and, perhaps, a company. */
  public TestClient appdirect(UUID marketplace, UUID company, String... roles) {
    return service.as(Principals.appdirect(marketplace, null, company, roles));
  }

  public TestClient manager(UUID marketplace) {
    return appdirect(marketplace, null, "ROLE_CHANNEL_ADMIN");
  }

  public JsonObject company(UUID marketplace, JsonObject body) {
    return ok(201, manager(marketplace).post("/api/account/v2/companies", body));
  }

  public UUID company(UUID marketplace, String name) {
    return UUID.fromString(
        company(marketplace, new JsonObject().put("name", name)).getString("uuid"));
  }

  /** A user with ROLE_SYS_ADMIN and a password; completes with its id. */
  public UUID administrator(UUID marketplace, UUID company, String email, String password) {
    JsonObject membership =
        ok(
            201,
            manager(marketplace)
                .post(
                    "/api/account/v2/companies/" + company + "/memberships",
                    new JsonObject()
                        .put("user", new JsonObject().put("email", email).put("firstName", "Ada"))
                        .put("roles", JsonArray.of("ROLE_SYS_ADMIN"))));
    UUID user = UUID.fromString(membership.getJsonObject("user").getString("uuid"));
    var set =
        service
            .as(Principals.operator())
            .put(
                "/admin/v1/users/" + user + "/password?marketplaceId=" + marketplace,
                new JsonObject().put("password", password));
    if (set.status() != 204) {
      throw new AssertionError(set.text());
    }
    return user;
  }

  public JsonObject client(UUID marketplace, JsonObject body) {
    return ok(
        201,
        service
            .as(Principals.operator())
            .post("/admin/v1/clients", body.put("marketplaceId", marketplace.toString())));
  }

  /** The identity topic's last value of a key; empty when there is none or a tombstone. */
  public Optional<JsonObject> identity(String key) {
    return emporium.records("identity").stream()
        .filter(entry -> entry.key().equals(key))
        .reduce((first, second) -> second)
        .filter(entry -> entry.value() != null)
        .map(entry -> entry.json());
  }

  public static JsonObject ok(int status, TestClient.Response answer) {
    if (answer.status() != status) {
      throw new AssertionError(answer.status() + " instead of " + status + ": " + answer.text());
    }
    return answer.json();
  }
}
