package dev.emporium.installation;

import static dev.emporium.testkit.Emporium.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.installation.domain.Client;
import dev.emporium.installation.domain.Company;
import dev.emporium.installation.domain.Grant;
import dev.emporium.installation.domain.User;
import dev.emporium.installation.store.ConnectionStore;
import dev.emporium.installation.store.GrantStore;
import dev.emporium.installation.store.SecretBox;
import dev.emporium.kit.identity.Principal;
import dev.emporium.kit.value.Ids;
import dev.emporium.testkit.ContractReplay;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.Principals;
import dev.emporium.testkit.TestClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EmporiumTest
class HighLevelTest {
  private static final ContractReplay REPLAY =
      ContractReplay.of("contract/installation/highlevel.yaml");
  private static final String[] SCOPES = {
    "oauth.write",
    "marketplace-installer-details.readonly",
    "marketplace-external-auth-migration.write"
  };
  private static Shop shop;

  private JsonObject app;
  private Company agency;
  private Company location;
  private User installer;

  @BeforeAll
  static void open(Emporium emporium) {
    shop = Shop.open(emporium);
  }

  @BeforeEach
  void anAgencyWithALocation() {
    app = shop.app(Shop.free());
    agency = shop.company("Acme Agency", null);
    location = shop.company("Acme North", agency.companyId());
    installer = shop.user(location.companyId());
  }

  private TestClient token(Company ofLocation) {
    return client(
        Principals.highlevel(
            shop.marketplace,
            appId(),
            agency.companyId(),
            ofLocation == null ? null : ofLocation.companyId(),
            SCOPES));
  }

  private static TestClient client(Principal principal) {
    return shop.service.as(principal).with("Version", "2021-07-28");
  }

  private UUID appId() {
    return UUID.fromString(app.getString("appId"));
  }

  private String path() {
    return "/marketplace/app/" + app.getString("openchannelId") + "/installations";
  }

  private JsonObject sell(Company company, User user) {
    JsonObject sold =
        Shop.sold(
            app,
            app.getJsonArray("plans").getJsonObject(0),
            company.companyId(),
            user == null ? null : user.userId(),
            "ACTIVE");
    shop.tellSubscription("subscription.activated", sold);
    Emporium.eventually(() -> assertThat(licence(company)).isEqualTo("active"));
    return sold;
  }

  private String licence(Company company) {
    var rows =
        shop.service.rows(
            "select licence from installation where app_id = ? and company_id = ?",
            appId(),
            company.companyId());
    return rows.isEmpty() ? null : (String) rows.get(0).get("licence");
  }

  private UUID grant(Company company, Company ofLocation) {
    Client client =
        new Client(
            "c-" + Ids.alphanumeric(8),
            "highlevel",
            Client.Kind.OAUTH,
            "c",
            appId(),
            null,
            null,
            Set.of(),
            Set.of(),
            List.of(),
            true,
            true,
            Instant.now(Clock.systemUTC()));
    Grant grant =
        Grant.consented(
            client,
            null,
            installer.userId(),
            company.companyId(),
            ofLocation == null ? null : ofLocation.companyId(),
            Set.of(),
            client.createdAt());
    var grants = new GrantStore(Duration.ofHours(1), Clock.systemUTC());
    await(shop.service.database().inMarketplace(shop.marketplace, tx -> grants.create(tx, grant)));
    return grant.grantId();
  }

  private boolean dead(UUID grant) {
    return shop.service
            .rows("select revoked_at from access_grant where grant_id = ?", grant)
            .get(0)
            .get("revoked_at")
        != null;
  }

  @Test
  void whatACartSoldIsShownToTheLocationsToken() {
    assertThat(REPLAY.brokenExamples()).isEmpty();
    sell(location, installer);
    JsonObject details =
        REPLAY
            .check("getInstallerDetails", token(location).get(path()))
            .json()
            .getJsonObject("installationDetails");
    assertThat(details.getString("companyId")).isEqualTo(agency.highlevelId());
    assertThat(details.getString("locationId")).isEqualTo(location.highlevelId());
    assertThat(details.getString("companyName")).isEqualTo("Acme Agency");
    assertThat(details.getString("userId")).isEqualTo(installer.highlevelUserId());
    assertThat(details.getValue("companyEmail")).isNull();
    assertThat(details.getString("marketplaceAppPlanId"))
        .isEqualTo(app.getJsonArray("plans").getJsonObject(0).getString("planId"));
    assertThat(REPLAY.check("getInstallerDetails", token(null).get(path())).status())
        .isEqualTo(400);
  }

  @Test
  void otherAppsOtherScopesAndMissingVersionsAreRefused() {
    sell(location, installer);
    var noVersion =
        shop.service.as(
            Principals.highlevel(
                shop.marketplace, appId(), agency.companyId(), location.companyId(), SCOPES));
    assertThat(REPLAY.check("getInstallerDetails", noVersion.get(path())).status()).isEqualTo(400);
    assertThat(noVersion.with("Version", "latest").get(path()).status()).isEqualTo(400);
    assertThat(noVersion.with("Version", "v3").get(path()).status()).isEqualTo(200);
    var noScope =
        client(
            Principals.highlevel(
                shop.marketplace, appId(), agency.companyId(), location.companyId(), "oauth.read"));
    assertThat(REPLAY.check("getInstallerDetails", noScope.get(path())).status()).isEqualTo(403);
    var otherApp =
        client(
            Principals.highlevel(
                shop.marketplace,
                UUID.randomUUID(),
                agency.companyId(),
                location.companyId(),
                SCOPES));
    assertThat(otherApp.get(path()).status()).isEqualTo(403);
    var uninstall = new JsonObject().put("locationId", location.highlevelId());
    assertThat(REPLAY.check("uninstallApplication", otherApp.delete(path(), uninstall)).status())
        .isEqualTo(401);
    assertThat(licence(location)).isEqualTo("active");
  }

  @Test
  void aLocationsTokenUninstallsThatLocationOnly() {
    Company south = shop.company("Acme South", agency.companyId());
    sell(location, installer);
    sell(south, null);
    UUID mine = grant(agency, location);
    UUID others = grant(agency, south);
    var client = token(location);
    assertThat(REPLAY.check("uninstallApplication", client.delete(path())).status()).isEqualTo(422);
    assertThat(
            client.delete(path(), new JsonObject().put("locationId", south.highlevelId())).status())
        .isEqualTo(401);
    var body = new JsonObject().put("locationId", location.highlevelId()).put("reason", "moved");
    var gone = REPLAY.check("uninstallApplication", client.delete(path(), body));
    assertThat(gone.json()).isEqualTo(new JsonObject().put("success", true));
    assertThat(licence(location)).isEqualTo("uninstalled");
    assertThat(licence(south)).isEqualTo("active");
    assertThat(dead(mine)).isTrue();
    assertThat(dead(others)).isFalse();
    var told =
        shop.emporium.awaitEvent(
            "installation",
            event ->
                event.type().equals("installation.uninstalled")
                    && event
                        .data()
                        .getJsonObject("installation")
                        .getString("companyId")
                        .equals(location.companyId().toString()));
    assertThat(told.data().getString("by")).isEqualTo("highlevel");
    assertThat(told.data().getString("reason")).isEqualTo("moved");
    assertThat(REPLAY.check("uninstallApplication", client.delete(path(), body)).status())
        .isEqualTo(400);
  }

  @Test
  void anAgencysTokenTakesTheAppFromAllItsSubAccounts() {
    Company south = shop.company("Acme South", agency.companyId());
    Company stranger = shop.company("Other", null);
    for (Company company : List.of(agency, location, south, stranger)) {
      sell(company, null);
    }
    UUID ofAgency = grant(agency, null);
    UUID ofLocation = grant(agency, location);
    UUID ofStranger = grant(stranger, null);
    var client = token(null);
    assertThat(
            client
                .delete(path(), new JsonObject().put("locationId", location.highlevelId()))
                .status())
        .isEqualTo(422);
    var body = new JsonObject().put("companyId", agency.highlevelId());
    assertThat(client.delete(path(), body).status()).isEqualTo(200);
    for (Company company : List.of(agency, location, south)) {
      assertThat(licence(company)).isEqualTo("uninstalled");
    }
    assertThat(licence(stranger)).isEqualTo("active");
    assertThat(dead(ofAgency)).isTrue();
    assertThat(dead(ofLocation)).isTrue();
    assertThat(dead(ofStranger)).isFalse();
  }

  @Test
  void theAppsDeveloperSaysWhy() {
    app.put("developerId", installer.userId().toString());
    shop.tell("app.updated", app);
    sell(location, installer);
    var plain =
        Principals.highlevel(
            shop.marketplace, appId(), agency.companyId(), location.companyId(), SCOPES);
    var developer =
        client(
            new Principal(
                plain.marketplace(),
                plain.dialect(),
                installer.userId().toString(),
                plain.client(),
                plain.grant(),
                plain.authMethod(),
                plain.app(),
                installer.userId(),
                plain.company(),
                plain.location(),
                plain.roles(),
                plain.scopes(),
                plain.expires()));
    var body = new JsonObject().put("locationId", location.highlevelId());
    var refused = REPLAY.check("uninstallApplication", developer.delete(path(), body));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().getJsonArray("message").getString(0)).startsWith("reason");
    assertThat(developer.delete(path(), body.copy().put("reason", "retired")).status())
        .isEqualTo(200);
  }

  @Test
  void connectionsAreValidatedSealedReplacedAndHaveOneDefault() {
    app.getJsonObject("integration")
        .put(
            "externalAuth",
            new JsonObject()
                .put("type", "basic")
                .put(
                    "fields",
                    new JsonArray()
                        .add(new JsonObject().put("key", "username").put("required", true))
                        .add(new JsonObject().put("key", "password").put("required", true))));
    shop.tell("app.integrated", app);
    var client = token(location);
    JsonObject wrong = migration("one").put("basicCredentials", new JsonObject().put("user", "x"));
    var refused = REPLAY.check("migrateExternalAuthConnection", migrate(client, wrong));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().getString("message"))
        .contains(
            "basicCredentials.username", "basicCredentials.password", "basicCredentials.user");
    assertThat(migrate(client, migration("one").put("type", "oauth2")).status()).isEqualTo(400);
    assertThat(migrate(client, migration("one").put("appVersionId", Ids.hex24())).status())
        .isEqualTo(400);
    assertThat(migrate(client, migration("one").put("locationId", "elsewhere")).status())
        .isEqualTo(401);
    assertThat(migrate(token(null), migration("one")).status()).isEqualTo(401);
    assertThat(migrate(client, migration("one").put("appId", Ids.hex24())).status()).isEqualTo(404);

    var made =
        REPLAY.check(
            "migrateExternalAuthConnection",
            migrate(client, migration("one").put("isDefault", true)));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json())
        .isEqualTo(new JsonObject().put("success", true).put("identifier", "one"));
    assertThat(migrate(client, migration("two").put("isDefault", true)).status()).isEqualTo(201);
    assertThat(
            migrate(client, migration("two").put("isDefault", true).put("displayName", "Second"))
                .status())
        .isEqualTo(201);
    var rows =
        shop.service.rows(
            """
            select connection_id, account_id, is_default, display_name, encode(sealed, 'escape') as sealed
            from external_connection where company_id = ? order by account_id
            """,
            location.companyId());
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0)).containsEntry("is_default", false).containsEntry("display_name", "one");
    assertThat(rows.get(1))
        .containsEntry("is_default", true)
        .containsEntry("display_name", "Second");
    assertThat((String) rows.get(0).get("sealed")).doesNotContain("hunter2", "ada", "username");
    var store = new ConnectionStore(new SecretBox("dGVzdHRlc3R0ZXN0dGVzdHRlc3R0ZXN0dGVzdHRlc3Q="));
    UUID id = (UUID) rows.get(0).get("connection_id");
    assertThat(
            await(shop.service.database().read(shop.marketplace, tx -> store.credentials(tx, id)))
                .orElseThrow()
                .getJsonObject("basicCredentials")
                .getString("password"))
        .isEqualTo("hunter2");
    var told = shop.emporium.awaitEvent("installation", "connection.migrated");
    assertThat(told.data().encode()).doesNotContain("hunter2").contains("\"type\":\"basic\"");
  }

  private JsonObject migration(String accountId) {
    return new JsonObject()
        .put("type", "basic")
        .put("locationId", location.highlevelId())
        .put("appId", app.getString("openchannelId"))
        .put("appVersionId", app.getJsonObject("integration").getString("appVersionId"))
        .put("accountId", accountId)
        .put(
            "basicCredentials", new JsonObject().put("username", "ada").put("password", "hunter2"));
  }

  private static TestClient.Response migrate(TestClient client, JsonObject body) {
    return client.post("/marketplace/external-auth/migration", body);
  }
}
