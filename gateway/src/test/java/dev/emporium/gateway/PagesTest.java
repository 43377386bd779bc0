package dev.emporium.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The documentation pages, CORS, health and metrics. */
class PagesTest {
  private static Rig rig;

  @BeforeAll
  static void start() throws Exception {
    rig = new Rig().with("CORS_ORIGINS", "https://shop.test, https://portal.test").start();
  }

  @AfterAll
  static void stop() throws Exception {
    rig.close();
  }

  @Test
  void docsComeFromTheJarUnderAPolicyThatAllowsNothingElse() throws Exception {
    HttpResponse<String> page = rig.get("/docs");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
        .contains("default-src 'none'")
        .contains("script-src 'self'")
        .contains("frame-ancestors 'none'");
    assertThat(page.body())
        .doesNotContain("http://")
        .doesNotContain("https://")
        .doesNotContain("<script>");
    for (String asset : page.body().split("\"", -1)) {
      if (asset.startsWith("/docs/")) {
        assertThat(rig.get(asset).statusCode()).as(asset).isEqualTo(200);
      }
    }
    assertThat(rig.get("/docs/../docs").statusCode()).isEqualTo(400);
    assertThat(rig.get("/docs/assets/nothing.js").statusCode()).isEqualTo(404);
    HttpResponse<String> packed = rig.get("/docs/assets/swagger-ui.css", "Accept-Encoding", "gzip");
    assertThat(packed.headers().firstValue("content-encoding")).hasValue("gzip");
  }

  @Test
  void oneContractADialectWithoutNamesThatCollide() throws Exception {
    var index = new JsonArray(rig.get("/docs/contracts.json").body());
    assertThat(index.stream().map(e -> ((JsonObject) e).getString("url")))
        .containsExactlyInAnyOrder(
            "/docs/openchannel.json",
            "/docs/appdirect.json",
            "/docs/highlevel.json",
            "/docs/pleo.json");
    var openchannel = new JsonObject(rig.get("/docs/openchannel.json").body());
    assertThat(openchannel.getJsonObject("paths").fieldNames())
        .contains("/v2/apps", "/v2/ownership");
    JsonObject schemas = openchannel.getJsonObject("components").getJsonObject("schemas");
    assertThat(schemas.getJsonObject("App").getString("type")).isEqualTo("array");
    assertThat(schemas.getJsonObject("shop.App").getString("type")).isEqualTo("object");
    assertThat(openchannel.toString()).contains("#/components/schemas/shop.App");
    assertThat(
            openchannel.getJsonObject("components").getJsonObject("securitySchemes").fieldNames())
        .containsExactly("basic");
    assertThat(new JsonObject(rig.get("/").body()).getJsonObject("links").getString("docs"))
        .isEqualTo("/docs");
  }

  @Test
  void allowedOriginsMayCallAndOthersMayNot() throws Exception {
    HttpResponse<String> answer =
        rig.get("/v2/apps", "Authorization", rig.bearer(), "Origin", "https://shop.test");
    assertThat(answer.headers().firstValue("access-control-allow-origin"))
        .hasValue("https://shop.test");
    assertThat(answer.headers().firstValue("vary")).hasValue("Origin");
    assertThat(
            rig.get("/v2/apps", "Origin", "https://evil.test")
                .headers()
                .firstValue("access-control-allow-origin"))
        .isEmpty();
    assertThat(
            rig.get("/v2/apps", "Origin", "https://shop.test")
                .headers()
                .firstValue("access-control-allow-origin"))
        .as("refusals too")
        .isPresent();
    var preflight =
        HttpRequest.newBuilder(rig.uri("/v2/apps"))
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .headers(
                "Origin",
                "https://portal.test",
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "authorization")
            .build();
    HttpResponse<String> allowed = rig.send(preflight);
    assertThat(allowed.statusCode()).isEqualTo(204);
    assertThat(allowed.headers().firstValue("access-control-allow-methods")).hasValue("GET, POST");
    assertThat(allowed.headers().firstValue("access-control-allow-headers"))
        .hasValue("authorization");
  }

  @Test
  void healthAndMetricsStandOnTheirOwnPort() throws Exception {
    rig.get("/v2/apps", "Authorization", rig.bearer());
    assertThat(
            rig.send(HttpRequest.newBuilder(rig.management("/health/live")).build()).statusCode())
        .isEqualTo(200);
    assertThat(
            rig.send(HttpRequest.newBuilder(rig.management("/health/ready")).build()).statusCode())
        .isEqualTo(200);
    String metrics = rig.send(HttpRequest.newBuilder(rig.management("/metrics")).build()).body();
    assertThat(metrics)
        .contains(
            "http_server_requests_seconds_count{dialect=\"openchannel\",operation=\"listApps\",status=\"200\"}");
    assertThat(rig.get("/metrics").statusCode()).isEqualTo(404);
    assertThat(rig.get("/health/ready").statusCode()).isEqualTo(404);
  }
}
