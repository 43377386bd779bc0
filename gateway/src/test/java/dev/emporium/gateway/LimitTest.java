package dev.emporium.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How often is too often, in each dialect's words. */
class LimitTest {
  private static final String CHARGES = "/marketplace/billing/charges";
  private Rig rig;

  @AfterEach
  void stop() throws Exception {
    rig.close();
  }

  private HttpResponse<String> get(String path, String bearer) throws Exception {
    return rig.get(path, "Authorization", bearer);
  }

  @Test
  void anOperationsOwnBucketOverflowsAndLeaks() throws Exception {
    rig = new Rig().start();
    String bearer = rig.bearer();
    for (int i = 0; i < 3; i++) {
      assertThat(get("/api/account/v2/companies", bearer).statusCode()).isEqualTo(200);
    }
    HttpResponse<String> refused = get("/api/account/v2/companies", bearer);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(Integer.parseInt(refused.headers().firstValue("retry-after").orElseThrow()))
        .isBetween(1, 5);
    assertThat(get("/v2/apps", bearer).statusCode()).as("another operation").isEqualTo(200);
    String other = "Bearer " + rig.tokens.with(c -> c.claim("cli", "client-2"));
    assertThat(get("/api/account/v2/companies", other).statusCode())
        .as("another client")
        .isEqualTo(200);
    String elsewhere =
        "Bearer " + rig.tokens.with(c -> c.claim("mkt", "0190a000-0000-7000-8000-0000000000ff"));
    assertThat(get("/api/account/v2/companies", elsewhere).statusCode())
        .as("another marketplace")
        .isEqualTo(200);
    String same = "Bearer " + rig.tokens.with(c -> c.claim("gid", "grant-2"));
    assertThat(get("/api/account/v2/companies", same).statusCode())
        .as("another token of the client")
        .isEqualTo(429);
    long until = System.nanoTime() + 20_000_000_000L;
    while (get("/api/account/v2/companies", bearer).statusCode() == 429
        && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    assertThat(System.nanoTime()).as("one leaks in five seconds").isLessThan(until);
  }

  @Test
  void strangersMayCallWhereTheContractSaysSoButSeldom() throws Exception {
    rig = new Rig().start();
    String leads = "/api/lead/v2/leads";
    HttpResponse<String> stranger = rig.post(leads, "{}");
    assertThat(stranger.statusCode()).isEqualTo(200);
    assertThat(rig.post(leads, "{}", "Authorization", "Bearer forged").statusCode())
        .as("credentials that are brought are verified")
        .isEqualTo(401);
    assertThat(rig.post(leads, "{}").statusCode()).isEqualTo(200);
    HttpResponse<String> refused = rig.post(leads, "{}");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("retry-after")).isPresent();
    assertThat(rig.post(leads, "{}", "Authorization", rig.bearer()).statusCode())
        .as("a client with credentials")
        .isEqualTo(200);
  }

  @Test
  void highLevelsHeadersCountDown() throws Exception {
    rig =
        new Rig()
            .with("HIGHLEVEL_BURST_LIMIT", "2")
            .with("HIGHLEVEL_INTERVAL_MS", "3600000")
            .with("HIGHLEVEL_DAILY_LIMIT", "50")
            .start();
    String bearer = rig.bearer();
    HttpResponse<String> first = get(CHARGES, bearer);
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.headers().firstValue("X-RateLimit-Limit-Daily")).hasValue("50");
    assertThat(first.headers().firstValue("X-RateLimit-Daily-Remaining")).hasValue("49");
    assertThat(first.headers().firstValue("X-RateLimit-Interval-Milliseconds")).hasValue("3600000");
    assertThat(first.headers().firstValue("X-RateLimit-Max")).hasValue("2");
    assertThat(first.headers().firstValue("X-RateLimit-Remaining")).hasValue("1");
    assertThat(get(CHARGES, bearer).headers().firstValue("X-RateLimit-Remaining")).hasValue("0");
    HttpResponse<String> refused = get(CHARGES, bearer);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(new JsonObject(refused.body()).getInteger("statusCode")).isEqualTo(429);
    assertThat(refused.headers().firstValue("X-RateLimit-Remaining")).hasValue("0");
    assertThat(Integer.parseInt(refused.headers().firstValue("retry-after").orElseThrow()))
        .isBetween(1, 3600);
    String location =
        "Bearer " + rig.tokens.with(c -> c.claim("loc", "0190a000-0000-7000-8000-0000000000aa"));
    assertThat(get(CHARGES, location).statusCode()).as("another location").isEqualTo(200);
  }

  @Test
  void theDefaultAndTheAnonymousLimit() throws Exception {
    rig =
        new Rig()
            .with("RATE_LIMIT_DEFAULT", "2/0.001")
            .with("RATE_LIMIT_ANONYMOUS", "2/0.001")
            .start();
    String bearer = rig.bearer();
    assertThat(get("/v2/apps", bearer).statusCode()).isEqualTo(200);
    assertThat(get("/v2/ownership", bearer).statusCode()).isEqualTo(200);
    HttpResponse<String> refused = get("/v2/apps", bearer);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(new JsonObject(refused.body()).getInteger("code")).isEqualTo(429);
    assertThat(rig.get("/v2/apps").statusCode()).isEqualTo(401);
    assertThat(rig.get("/v2/apps", "Authorization", "Bearer x").statusCode()).isEqualTo(401);
    assertThat(rig.get("/v2/apps").statusCode()).as("guessing is slowed down").isEqualTo(429);
    assertThat(rig.get("/docs").statusCode()).isEqualTo(429);
    String other = "Bearer " + rig.tokens.with(c -> c.claim("cli", "client-2"));
    assertThat(get("/v2/apps", other).statusCode())
        .as("unknown credentials from there wait too")
        .isEqualTo(429);
  }

  @Test
  void aTrustedProxysWordDecidesTheAddress() throws Exception {
    rig = new Rig().with("RATE_LIMIT_ANONYMOUS", "1/0.001").with("TRUSTED_PROXIES", "1").start();
    assertThat(rig.get("/v2/apps", "X-Forwarded-For", "9.9.9.9, 1.1.1.1").statusCode())
        .isEqualTo(401);
    assertThat(rig.get("/v2/apps", "X-Forwarded-For", "8.8.8.8, 1.1.1.1").statusCode())
        .isEqualTo(429);
    assertThat(rig.get("/v2/apps", "X-Forwarded-For", "1.1.1.1, 2.2.2.2").statusCode())
        .isEqualTo(401);
  }
}
