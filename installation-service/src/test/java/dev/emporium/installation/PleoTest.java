package dev.emporium.installation;

import static dev.emporium.testkit.Emporium.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emporium.installation.domain.Company;
import dev.emporium.installation.domain.Grant;
import dev.emporium.installation.domain.User;
import dev.emporium.installation.event.ConsentInstallation;
import dev.emporium.installation.event.Installing;
import dev.emporium.installation.store.ConsentInstaller.Consent;
import dev.emporium.installation.store.GrantStore;
import dev.emporium.installation.store.InstallationStore;
import dev.emporium.installation.store.InstrumentStore;
import dev.emporium.installation.store.OfferStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import dev.emporium.kit.identity.Principal;
import dev.emporium.testkit.ContractReplay;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.Principals;
import dev.emporium.testkit.TestClient;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EmporiumTest
class PleoTest {
  private static final ContractReplay REPLAY = ContractReplay.of("contract/installation/pleo.yaml");
  private static final String ME = "/v1/installations/me";
  private static Shop shop;

  private JsonObject app;
  private Company company;
  private User user;

  @BeforeAll
  static void open(Emporium emporium) {
    shop = Shop.open(emporium);
  }

  @BeforeEach
  void aCompanyWithAnApp() {
    app = shop.app(Shop.free());
    company = shop.company("Pleo customer", null);
    user = shop.user(company.companyId());
  }

  private UUID appId() {
    return UUID.fromString(app.getString("appId"));
  }

  private TestClient client(String method) {
    return shop.service.as(
        Principals.pleo(
            shop.marketplace, method, appId(), company.companyId(), "users:write", "expense:read"));
  }

  private static ConsentInstallation consents() {
    var installations = new InstallationStore();
    var database = shop.service.database();
    return new ConsentInstallation(
        database,
        installations,
        new OfferStore(),
        new Installing(
            database,
            shop.service.signals(),
            installations,
            new InstrumentStore(),
            Duration.ofSeconds(8)));
  }

  private Consent consent() {
    return new Consent(
        shop.marketplace, "client", "pleo", appId(), company.companyId(), user.userId(), Set.of());
  }

  @Test
  void anApiKeyMakesReportsAndDeletesItsInstallation() {
    assertThat(REPLAY.brokenExamples()).isEmpty();
    TestClient key = client("API_KEY");
    assertThat(REPLAY.check("getClientInstallation", key.get(ME)).status()).isEqualTo(404);
    assertThat(REPLAY.check("deleteClientInstallation", key.delete(ME)).status()).isEqualTo(404);
    var body = new JsonObject().put("metadata", new JsonObject().put("external", "1"));
    var made = REPLAY.check("createClientInstallation", key.post(ME, body));
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    assertThat(made.header("content-type")).contains("application/json;charset=UTF-8");
    assertThat(made.json().getString("status")).isEqualTo("PENDING_INTEGRATION");
    assertThat(made.json().getString("applicationId")).isEqualTo(app.getString("appId"));
    assertThat(made.json().getString("resource"))
        .isEqualTo("urn:pleo:company:" + company.companyId());
    String id = made.json().getString("id");

    JsonObject second = key.post(ME, new JsonObject().put("status", "ERROR")).json();
    assertThat(second.getString("id")).isEqualTo(id);
    assertThat(second.getString("status")).isEqualTo("ERROR");
    assertThat(second.getJsonObject("metadata").encode()).isEqualTo("{\"external\":\"1\"}");

    assertThat(REPLAY.check("activateMyInstallation", key.post(ME + ":activate")).status())
        .isEqualTo(400);
    var coded = new JsonObject().put("status", "INACTIVE").put("errorCode", "NOT_ENTITLED");
    assertThat(
            REPLAY
                .check("updateClientInstallation", key.put(ME, coded))
                .json()
                .getString("errorCode"))
        .isEqualTo("NOT_ENTITLED");
    assertThat(key.put(ME, coded.copy().put("status", "ACTIVATED")).status()).isEqualTo(400);
    assertThat(key.put(ME, new JsonObject().put("status", "SLEEPING")).status()).isEqualTo(400);
    assertThat(key.put(ME, new JsonObject()).status()).isEqualTo(400);
    JsonObject active =
        key.put(
                ME,
                new JsonObject()
                    .put("status", "ACTIVATED")
                    .put("metadata", new JsonObject().put("new", true)))
            .json();
    assertThat(active.containsKey("errorCode")).isFalse();
    assertThat(active.getJsonObject("metadata").encode()).isEqualTo("{\"new\":true}");

    assertThat(REPLAY.check("deleteClientInstallation", key.delete(ME)).status()).isEqualTo(204);
    assertThat(key.get(ME).status()).isEqualTo(404);
    assertThat(key.put(ME, coded).status()).isEqualTo(404);
    assertThat(key.delete(ME).status()).isEqualTo(404);
    shop.emporium.awaitEvent(
        "billing",
        event ->
            event.type().equals("subscription.cancelled")
                && id.equals(
                    event.data().getJsonObject("subscription").getString("installationId")));
    assertThat(key.post(ME, new JsonObject()).status()).isEqualTo(200);
    assertThat(key.get(ME).json().getString("status")).isEqualTo("PENDING_INTEGRATION");
  }

  @Test
  void consentAuthorisesAndTheAppActivates() {
    UUID id = await(consents().authorize(consent()));
    TestClient token = client("OAUTH2");
    assertThat(token.get(ME).json().getString("id")).isEqualTo(id.toString());
    assertThat(token.get(ME).json().getString("status")).isEqualTo("AUTHORIZED");
    var active = REPLAY.check("activateMyInstallation", token.post(ME + ":activate"));
    assertThat(active.json().getString("status")).isEqualTo("ACTIVATED");
    var again =
        REPLAY.check(
            "completeInstallationExternalClientOnlyIdempotently",
            token.put("/v1/installations/completions", new JsonObject()));
    assertThat(again.json()).isEqualTo(active.json());
    assertThat(await(consents().authorize(consent()))).isEqualTo(id);
    assertThat(token.get(ME).json().getString("status")).isEqualTo("ACTIVATED");
    assertThat(await(consents().appName(shop.marketplace, appId()))).contains("Hot Water Assist");
  }

  @Test
  void consentsAtTheSameMomentMakeOneInstallation() {
    var ids =
        IntStream.range(0, 3)
            .mapToObj(
                i -> CompletableFuture.supplyAsync(() -> await(consents().authorize(consent()))))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .distinct();
    assertThat(ids).hasSize(1);
  }

  @Test
  void aConsentToAPaidAppNeedsSomethingToPayWith() {
    app = shop.app(Shop.plan("single", "25.00", 0, "single"));
    assertThatThrownBy(() -> await(consents().authorize(consent())))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Kind.PAYMENT_REQUIRED));
    assertThat(client("API_KEY").post(ME, new JsonObject()).status()).isEqualTo(400);
    shop.card(company.companyId(), "approved-" + company.companyId());
    assertThat(await(consents().authorize(consent()))).isNotNull();
  }

  @Test
  void whatACartSoldIsSharedAndItsEndIsShown() {
    JsonObject plan = app.getJsonArray("plans").getJsonObject(0);
    JsonObject sold = Shop.sold(app, plan, company.companyId(), user.userId(), "ACTIVE");
    shop.tellSubscription("subscription.activated", sold);
    TestClient key = client("API_KEY");
    Emporium.eventually(() -> assertThat(key.get(ME).status()).isEqualTo(200));
    String id = key.get(ME).json().getString("id");
    assertThat(key.post(ME, new JsonObject().put("status", "ACTIVATED")).json().getString("id"))
        .isEqualTo(id);
    assertThat(await(consents().authorize(consent()))).isEqualTo(UUID.fromString(id));
    var owned =
        shop.openchannel()
            .get(
                "/v2/ownership?query="
                    + URLEncoder.encode(
                        "{'userId':'" + user.openchannelUserId() + "'}", StandardCharsets.UTF_8))
            .json();
    assertThat(owned.getInteger("count")).isEqualTo(1);

    shop.tellSubscription("subscription.cancelled", sold.copy().put("status", "CANCELLED"));
    Emporium.eventually(
        () -> assertThat(key.get(ME).json().getString("status")).isEqualTo("INACTIVE"));
    assertThat(key.get(ME).json().getString("errorCode")).isEqualTo("NOT_ENTITLED");
    assertThat(key.put(ME, new JsonObject().put("status", "ACTIVATED")).status()).isEqualTo(400);
  }

  @Test
  void deletingKillsTheAppsTokensInThatCompanyAndNoApiKey() {
    await(consents().authorize(consent()));
    UUID token = grant(company, Grant.Kind.TOKENS);
    UUID key = grant(company, Grant.Kind.CREDENTIAL);
    UUID elsewhere = grant(shop.company("Elsewhere", null), Grant.Kind.TOKENS);
    assertThat(client("OAUTH2").delete(ME).status()).isEqualTo(204);
    assertThat(
            shop.service.rows(
                "select grant_id from access_grant where app_id = ? and revoked_at is not null",
                appId()))
        .containsExactly(Map.of("grant_id", token));
    assertThat(List.of(key, elsewhere)).doesNotContain(token);
    shop.emporium.awaitEvent(
        "installation",
        event ->
            event.type().equals("tokens.revoked")
                && token.toString().equals(event.data().getString("grant")));
    Emporium.eventually(
        () ->
            assertThat(shop.emporium.records("identity"))
                .anyMatch(entry -> entry.key().equals("revocation/" + token)));
  }

  /** Nothing is waited for here: the gateway may not know yet, this service does. */
  @Test
  void aTokenIsDeadFromTheNextCallOn() {
    await(consents().authorize(consent()));
    UUID token = grant(company, Grant.Kind.TOKENS);
    Principal who =
        Principals.pleo(shop.marketplace, "OAUTH2", appId(), company.companyId(), "users:read");
    TestClient app =
        shop.service.as(
            new Principal(
                who.marketplace(),
                who.dialect(),
                who.subject(),
                who.client(),
                token.toString(),
                who.authMethod(),
                who.app(),
                who.user(),
                who.company(),
                who.location(),
                who.roles(),
                who.scopes(),
                who.expires()));
    assertThat(app.get("/v1/introspect").status()).isEqualTo(200);
    assertThat(app.delete(ME).status()).isEqualTo(204);
    assertThat(app.get(ME).status()).isEqualTo(401);
    assertThat(app.post(ME, new JsonObject()).status()).isEqualTo(401);
    assertThat(app.get("/v1/introspect").status()).isEqualTo(401);
  }

  private UUID grant(Company of, Grant.Kind kind) {
    var grant =
        new Grant(
            UUID.randomUUID(),
            "client",
            kind,
            appId(),
            null,
            null,
            of.companyId(),
            null,
            Set.of(),
            Instant.now(Clock.systemUTC()),
            null);
    var grants = new GrantStore(Duration.ofHours(1), Clock.systemUTC());
    await(shop.service.database().inMarketplace(shop.marketplace, tx -> grants.create(tx, grant)));
    return grant.grantId();
  }

  @Test
  void whatEndedBeforeBillingAnsweredIsEndedThereToo() {
    JsonObject plan = Shop.plan("single", "25.00", 0, "single");
    app = shop.app(plan);
    shop.card(company.companyId(), "silent-" + company.companyId());
    var installing =
        CompletableFuture.supplyAsync(
            () -> shop.installing(app, user.openchannelUserId(), "single"));
    var asked =
        shop.emporium.awaitEvent(
            "installation",
            event ->
                event.type().equals("purchase.requested")
                    && event
                        .data()
                        .getString("ownerCompanyId")
                        .equals(company.companyId().toString()));
    assertThat(client("API_KEY").delete(ME).status()).isEqualTo(204);
    assertThat(installing.join().json().getString("ownershipStatus")).isEqualTo("uninstalled");

    JsonObject late =
        Shop.sold(app, plan, company.companyId(), user.userId(), "ACTIVE")
            .put("purchaseId", asked.data().getString("purchaseId"))
            .put("installationId", asked.data().getString("installationId"))
            .put("itemId", asked.data().getJsonArray("items").getJsonObject(0).getString("itemId"));
    shop.tellSubscription("subscription.activated", late);
    var told =
        shop.emporium.awaitEvent(
            "installation",
            event ->
                event.type().equals("installation.uninstalled")
                    && late.getString("subscriptionId")
                        .equals(
                            event
                                .data()
                                .getJsonObject("installation")
                                .getString("subscriptionId")));
    assertThat(told.data().getJsonObject("installation").getString("licence"))
        .isEqualTo("uninstalled");
    assertThat(client("API_KEY").get(ME).status()).isEqualTo(404);
  }

  @Test
  void companyIdNarrowsToTheCompanyOrOneBelowIt() {
    Company below = shop.company("Below", company.companyId());
    Company other = shop.company("Other", null);
    JsonObject plan = app.getJsonArray("plans").getJsonObject(0);
    for (Company each : List.of(below, other)) {
      shop.tellSubscription(
          "subscription.activated", Shop.sold(app, plan, each.companyId(), null, "ACTIVE"));
    }
    TestClient key = client("API_KEY");
    Emporium.eventually(
        () -> assertThat(key.get(ME + "?company_id=" + below.companyId()).status()).isEqualTo(200));
    assertThat(key.get(ME + "?company_id=" + other.companyId()).status()).isEqualTo(404);
    assertThat(key.get(ME + "?company_id=" + company.companyId()).status()).isEqualTo(404);
    assertThat(key.get(ME + "?company_id=nonsense").status()).isEqualTo(400);
  }

  @Test
  void introspectionTellsTheCredential() {
    var answer = REPLAY.check("introspect", client("API_KEY").get("/v1/introspect"));
    assertThat(answer.json())
        .isEqualTo(
            new JsonObject()
                .put(
                    "data",
                    new JsonObject()
                        .put("applicationName", "Hot Water Assist")
                        .put("authMethod", "API_KEY")
                        .put("clientId", "test-client")
                        .put("scope", "expense:read users:write")
                        .put("subjectURN", "urn:pleo:company:" + company.companyId())));
    assertThat(
            client("OAUTH2")
                .get("/v1/introspect")
                .json()
                .getJsonObject("data")
                .getString("authMethod"))
        .isEqualTo("OAUTH2");
    assertThat(shop.service.anonymous().get("/v1/introspect").status()).isEqualTo(401);
  }
}
