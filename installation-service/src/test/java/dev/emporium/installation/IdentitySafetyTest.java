package dev.emporium.installation;

import static dev.emporium.installation.AccountsFixture.ok;
import static dev.emporium.installation.ConsentBrowser.pkce;
import static dev.emporium.installation.ConsentBrowser.redirected;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.emporium.installation.store.CompanyStore;
import dev.emporium.installation.store.ExpiredStore;
import dev.emporium.installation.store.LoginStore;
import dev.emporium.installation.store.MembershipStore;
import dev.emporium.installation.store.UserStore;
import dev.emporium.installation.store.UserStore.Placed;
import dev.emporium.kit.value.Ids;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.TestClient.Response;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Doing things twice at the same moment, other tenants, logs, and what time takes away. */
@EmporiumTest
class IdentitySafetyTest {
  private static final String PASSWORD = "a password nobody logs";
  private static AccountsFixture accounts;
  private static UUID market;
  private static UUID company;
  private static JsonObject client;
  private static final CompanyStore COMPANIES = new CompanyStore();
  private static final UserStore USERS = new UserStore(COMPANIES, new MembershipStore());

  @BeforeAll
  static void start(Emporium emporium) {
    accounts = new AccountsFixture(emporium);
    market = accounts.marketplace();
    company = accounts.company(market, "Company");
    accounts.administrator(market, company, "ada@company.test", PASSWORD);
    client =
        accounts.client(
            market,
            new JsonObject()
                .put("dialect", "pleo")
                .put("kind", "oauth")
                .put("name", "App")
                .put("appId", Ids.uuid7().toString())
                .put("scopes", JsonArray.of("a"))
                .put("redirectUris", JsonArray.of("https://app.test/")));
  }

  @Test
  void aCodeExchangedTwiceAtOnceWorksOnceAndThenNoMore() {
    String code = code();
    List<Response> answers = atOnce(() -> exchange(code), () -> exchange(code));
    assertThat(answers).extracting(Response::status).containsExactlyInAnyOrder(200, 400);
    String token =
        answers.stream()
            .filter(it -> it.status() == 200)
            .map(it -> it.json().getString("refresh_token"))
            .findFirst()
            .orElseThrow();
    assertThat(refresh(token).status()).isEqualTo(400);
  }

  @Test
  void aRefreshTokenUsedTwiceAtOnceEndsTheFamily() {
    String token = ok(200, exchange(code())).getString("refresh_token");
    List<Response> answers = atOnce(() -> refresh(token), () -> refresh(token));
    assertThat(answers).extracting(Response::status).containsExactlyInAnyOrder(200, 400);
    answers.stream()
        .filter(it -> it.status() == 200)
        .forEach(
            it ->
                assertThat(refresh(it.json().getString("refresh_token")).status()).isEqualTo(400));
  }

  @Test
  void codesExpire() {
    String code = code();
    accounts.service.rows(
        "update authorization_code set expires_at = now() - interval '1 second' where used_at is null returning 1");
    assertThat(ok(400, exchange(code)).getString("error")).isEqualTo("invalid_grant");
  }

  @Test
  void nothingSecretIsLogged() {
    var log = new ListAppender<ILoggingEvent>();
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    log.start();
    root.addAppender(log);
    root.setLevel(Level.DEBUG);
    String code;
    JsonObject tokens;
    try {
      code = code();
      tokens = ok(200, exchange(code));
      ok(400, exchange(code));
      accounts
          .service
          .anonymous()
          .form("/oauth2/token", Map.of("grant_type", "x", "client_secret", "wrong-secret"));
    } finally {
      root.setLevel(before);
      root.detachAppender(log);
    }
    String written =
        log.list.stream()
            .filter(event -> event.getLoggerName().startsWith("dev.emporium"))
            .map(event -> event.getFormattedMessage() + event.getThrowableProxy())
            .reduce("", String::concat);
    assertThat(written)
        .doesNotContain(
            PASSWORD,
            code,
            "wrong-secret",
            tokens.getString("access_token"),
            tokens.getString("refresh_token"),
            client.getString("clientSecret"));
  }

  @Test
  void anotherMarketplacesRowsAreNotThere() {
    UUID stranger = accounts.marketplace();
    for (String table :
        List.of("company", "app_user", "membership", "refresh_token", "authorization_code")) {
      long seen =
          Emporium.await(
                  accounts
                      .service
                      .database()
                      .read(
                          stranger,
                          tx -> tx.one("select count(*) n from " + table, row -> row.getLong("n"))))
              .orElseThrow();
      assertThat(seen).as(table).isZero();
    }
  }

  @Test
  void anOpenChannelUserIsMadeOnceHoweverManyAskAtOnce() {
    var places =
        Stream.generate(() -> openChannel("u-1", null)).limit(6).toList().stream()
            .map(Emporium::await)
            .toList();
    assertThat(places)
        .extracting(it -> it.user().userId())
        .containsOnly(places.get(0).user().userId());
    assertThat(places.get(0).company().name()).isEqualTo("u-1");
    var grouped =
        Stream.of("u-2", "u-3", "u-1").map(id -> openChannel(id, "group-1")).toList().stream()
            .map(Emporium::await)
            .toList();
    assertThat(grouped)
        .extracting(it -> it.company().companyId())
        .containsOnly(grouped.get(0).company().companyId());
    assertThat(grouped.get(0).company().openchannelGroupId()).isEqualTo("group-1");
    assertThat(grouped.get(2).user().userId()).isEqualTo(places.get(0).user().userId());
    // without its group a known user acts for its own company again
    assertThat(Emporium.await(openChannel("u-1", null)).company().companyId())
        .isEqualTo(places.get(0).company().companyId());
    String id = places.get(0).user().userId().toString();
    var event = accounts.emporium.awaitEvent("installation", e -> e.aggregateId().equals(id));
    assertThat(event.data().getString("openchannelUserId")).isEqualTo("u-1");
    assertThat(event.data().getString("companyId"))
        .isEqualTo(places.get(0).company().companyId().toString());
  }

  @Test
  void tenWrongPasswordsLockForAWhile() {
    UUID locked = accounts.administrator(market, company, "locked@company.test", PASSWORD);
    var logins = new LoginStore(USERS);
    var now = Clock.systemUTC().instant();
    for (int i = 0; i < 10; i++) {
      assertThat(open(logins, now)).isTrue();
      Emporium.await(
          accounts.service.database().inMarketplace(market, tx -> logins.failed(tx, locked, now)));
    }
    assertThat(open(logins, now)).isFalse();
    assertThat(open(logins, now.plusSeconds(901))).isTrue();
  }

  private static boolean open(LoginStore logins, java.time.Instant now) {
    return Emporium.await(
            accounts
                .service
                .database()
                .read(market, tx -> logins.find(tx, "LOCKED@company.test", now)))
        .orElseThrow()
        .open();
  }

  @Test
  void aRevocationIsTakenOffWhenItHasOutlivedItsTokens() {
    JsonObject other =
        accounts.client(
            market,
            new JsonObject()
                .put("dialect", "appdirect")
                .put("kind", "client_credentials")
                .put("name", "Short")
                .put("roles", JsonArray.of("ROLE_USER")));
    String grant =
        accounts
            .service
            .rows(
                "select grant_id::text from access_grant where client_id = ?",
                other.getString("clientId"))
            .get(0)
            .get("grant_id")
            .toString();
    assertThat(
            accounts
                .manager(market)
                .delete("/admin/v1/clients/" + other.getString("clientId"))
                .status())
        .isEqualTo(204);
    var now = Clock.systemUTC();
    Emporium.await(new ExpiredStore(accounts.service.database(), now).sweep());
    Emporium.eventually(() -> assertThat(accounts.identity("revocation/" + grant)).isPresent());
    var later = Clock.offset(now, Duration.ofHours(2));
    Emporium.await(new ExpiredStore(accounts.service.database(), later).sweep());
    Emporium.eventually(() -> assertThat(accounts.identity("revocation/" + grant)).isEmpty());
    assertThat(
            accounts.service.rows("select * from revocation_due where grant_id = ?::uuid", grant))
        .isEmpty();
  }

  private static Future<Placed> openChannel(String id, String group) {
    return accounts
        .service
        .database()
        .inMarketplace(market, tx -> USERS.openChannel(tx, id, group));
  }

  private static List<Response> atOnce(Supplier<Response> one, Supplier<Response> other) {
    var first = CompletableFuture.supplyAsync(one);
    var second = CompletableFuture.supplyAsync(other);
    return List.of(first.join(), second.join());
  }

  private static String code() {
    ConsentBrowser browser =
        ConsentBrowser.open(accounts.service.anonymous(), client.getString("clientId"), pkce());
    browser.signIn("ada@company.test", PASSWORD);
    return redirected(browser.approve("company:" + company)).get("code");
  }

  private static Response exchange(String code) {
    return token(
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            code,
            "code_verifier",
            ConsentBrowser.VERIFIER.getValue()));
  }

  private static Response refresh(String token) {
    return token(Map.of("grant_type", "refresh_token", "refresh_token", token));
  }

  private static Response token(Map<String, String> fields) {
    var form = new java.util.HashMap<>(fields);
    form.put("client_id", client.getString("clientId"));
    form.put("client_secret", client.getString("clientSecret"));
    return accounts.service.anonymous().form("/oauth2/token", form);
  }
}
