package dev.emporium.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.identity.Principal;
import dev.emporium.kit.identity.PrincipalSeal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractRouterTest {
  private static final PrincipalSeal SEAL =
      new PrincipalSeal(
          "k1:" + Base64.getEncoder().encodeToString(new byte[32]), Clock.systemUTC());
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static Vertx vertx;
  private static HttpServer server;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    var router =
        new ContractRouter(
            Map.of(Contract.load("contract/sample.yaml"), table()), SEAL, null, 2_000);
    server = vertx.createHttpServer().requestHandler(router).listen(0).await();
  }

  @AfterAll
  static void stop() {
    vertx.close().await();
  }

  private static Operations table() {
    return new Operations()
        .on("readMine", call -> said("mine " + call.query("company_id").orElse("-")))
        .on("activateMine", call -> said("activated"))
        .on("readOne", call -> said("one " + call.path("id")))
        .on("report", call -> said("report " + call.path("name")))
        .on("number", ContractRouterTest::number)
        .on("createThing", ContractRouterTest::createThing)
        .on("open", call -> said("open to " + call.principal().dialect()));
  }

  private static Future<Reply> said(String what) {
    return Future.succeededFuture(Reply.ok(new JsonObject().put("said", what)));
  }

  private static Future<Reply> number(Call call) {
    return Future.succeededFuture(
        Reply.ok(
            new JsonObject()
                .put("number", call.pathLong("number"))
                .put("count", call.queryInt("count"))
                .put(
                    "amount",
                    call.queryDecimal("amount").map(BigDecimal::toPlainString).orElse(null))
                .put("free", call.queryBoolean("free").orElse(null))
                .put("ids", new JsonArray(call.queryList("ids")))
                .put("csv", new JsonArray(call.queryList("csv")))
                .put("order", call.query("order").orElse(null))));
  }

  private static Future<Reply> createThing(Call call) {
    String name = call.body().getString("name");
    return switch (name) {
      case "conflict" -> throw Failure.conflict("There is one already");
      case "outage" -> Future.failedFuture(new java.net.ConnectException("10.0.0.7:5432"));
      case "bug" -> throw new IllegalStateException("select secret from table");
      default -> Future.succeededFuture(Reply.ok(call.body()));
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET  | /v1/installations/me                   | mine -",
        "POST | /v1/installations/me:activate          | activated",
        "GET  | /v1/installations/me:deactivate        | one me:deactivate",
        "GET  | /v1/installations/meXYZ                | one meXYZ",
        "GET  | /v1/installations/a%2Fb                | one a/b",
        "GET  | /v1/installations/a+b                  | one a+b",
        "GET  | /v1/installations/100%25               | one 100%",
        "GET  | /v1/installations/a%5Cb                | one a\\b",
        "GET  | /v1/reports/q1.json                    | report q1",
        "GET  | /v1/installations/me?company_id=3dcc468d-fd4c-41ce-b700-f88c0c74561f | mine 3dcc468d-fd4c-41ce-b700-f88c0c74561f",
      })
  void routesExactly(String method, String path, String said) throws Exception {
    var response = send(method, path, null, null);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(new JsonObject(response.body()).getString("said")).isEqualTo(said);
  }

  @Test
  void coercesParametersByTheirSchemas() throws Exception {
    var response =
        send(
            "GET",
            "/v1/numbers/42?amount=1.50&free=true&ids=1&ids=2&csv=a,b&unknown=x",
            null,
            null);
    assertThat(new JsonObject(response.body()))
        .isEqualTo(
            new JsonObject(
                """
                {"number":42,"count":250,"amount":"1.50","free":true,"ids":[1,2],"csv":["a","b"],"order":"ASC"}
                """));
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/numbers/42?count=0, 400, count",
    "/v1/numbers/42?count=many, 400, count",
    "/v1/numbers/42?free=perhaps, 400, free",
    "/v1/numbers/42?order=UP, 400, order",
    "/v1/numbers/42?ids=1&ids=x, 400, ids",
    "/v1/numbers/4x2, 404, number",
    "/v1/installations/me?company_id=nonsense, 400, company_id",
  })
  void namesTheFieldThatIsWrong(String path, int status, String field) throws Exception {
    var response = send("GET", path, null, null);
    assertThat(response.statusCode()).isEqualTo(status);
    var body = new JsonObject(response.body());
    assertThat(body.getInteger("code")).isEqualTo(status);
    assertThat(body.getJsonArray("errors").getJsonObject(0).getString("field")).isEqualTo(field);
  }

  @Test
  void malformedEscapesAreTheCallersFault() throws Exception {
    assertThat(raw("GET /v1/installations/%zz HTTP/1.1")).startsWith("HTTP/1.1 400");
    assertThat(raw("GET /v1/numbers/1?csv=% HTTP/1.1")).startsWith("HTTP/1.1 400");
  }

  @Test
  void anUnknownMethodIsToldWhatIsAllowed() throws Exception {
    var response = send("DELETE", "/v1/installations/me", null, null);
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("allow")).contains("GET");
    assertThat(send("GET", "/v1/nowhere", null, null).statusCode()).isEqualTo(404);
  }

  @Test
  void readsJsonWithoutLosingADigit() throws Exception {
    var response =
        send(
            "POST",
            "/v1/things",
            "application/json; charset=UTF-8",
            "{\"name\":\"a\",\"price\":0.10000000000000000001,\"note\":null}");
    assertThat(response.body()).contains("0.10000000000000000001");
  }

  @Test
  void readsFormsByTheSameSchema() throws Exception {
    var response =
        send(
            "POST",
            "/v1/things",
            "application/x-www-form-urlencoded",
            "name=12345&price=4.99&customData=%7B%22a%22%3A1%7D");
    assertThat(new JsonObject(response.body()).getString("name")).isEqualTo("12345");
    assertThat(response.body()).contains("\"price\":4.99").contains("\"customData\":{\"a\":1}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json | {\"price\":1}                                | 400 | name",
        "application/json | {\"name\":\"a\",\"price\":-1}                | 400 | price",
        "application/json | {\"name\":5,\"price\":1}                     | 400 | name",
        "application/json | {\"name\":\"a\",\"price\":1,\"parts\":[{}]}  | 400 | parts.0.code",
        "application/x-www-form-urlencoded | name=a&price=cheap          | 400 | price",
        "application/json | {\"name\":                                   | 400 |",
        "application/json | [1]                                          | 400 |",
        "application/json | {\"name\":\"\\u0000\",\"price\":1}             | 400 | name",
        "application/json | {\"name\":\"a\\ud800b\",\"price\":1}           | 400 | name",
        "application/json | {\"name\":\"a\",\"price\":1,\"o\":[{\"\\udc00\":1}]} | 400 | o",
        "application/x-www-form-urlencoded | name=%00&price=1            | 400 | name",
        "text/xml         | <a/>                                         | 415 |",
      })
  void refusesBodiesTheContractDoesNotKnow(String type, String text, int status, String field)
      throws Exception {
    var response = send("POST", "/v1/things", type, text);
    assertThat(response.statusCode()).isEqualTo(status);
    var error = new JsonObject(response.body()).getJsonArray("errors").getJsonObject(0);
    assertThat(error.getString("field")).isEqualTo(field);
  }

  @Test
  void bodiesHaveALimit() throws Exception {
    String big = "{\"name\":\"a\",\"price\":1,\"note\":\"" + "x".repeat(3_000) + "\"}";
    assertThat(send("POST", "/v1/things", "application/json", big).statusCode()).isEqualTo(413);
  }

  @Test
  void acceptIsHonoured() throws Exception {
    var request =
        request("GET", "/v1/installations/me", null, null).header("Accept", "text/csv").build();
    assertThat(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(406);
  }

  @Test
  void failuresKeepTheirKindAndAccidentsTellNothing() throws Exception {
    var conflict =
        send("POST", "/v1/things", "application/json", "{\"name\":\"conflict\",\"price\":1}");
    assertThat(conflict.statusCode()).isEqualTo(422);
    var bug = send("POST", "/v1/things", "application/json", "{\"name\":\"bug\",\"price\":1}");
    assertThat(bug.statusCode()).isEqualTo(500);
    assertThat(bug.body()).doesNotContain("select").doesNotContain("Exception");
  }

  @Test
  void aLostDatabaseIsTheVendorsUnavailable() throws Exception {
    var lost = send("POST", "/v1/things", "application/json", "{\"name\":\"outage\",\"price\":1}");
    assertThat(lost.statusCode()).isEqualTo(503);
    assertThat(lost.headers().firstValue("retry-after")).contains("2");
    assertThat(new JsonObject(lost.body()).getInteger("code")).isEqualTo(503);
    assertThat(lost.body()).doesNotContain("5432");
  }

  @Test
  void onlyAPrincipalOfTheDialectWithTheRoleComesIn() throws Exception {
    assertThat(as(null)).isEqualTo(401);
    assertThat(as(principal("pleo", "ROLE_MAKER"))).isEqualTo(401);
    assertThat(as(principal("openchannel", "ROLE_OTHER"))).isEqualTo(403);
    assertThat(as(principal("openchannel", "ROLE_MAKER"))).isEqualTo(200);
    var open =
        HTTP.send(
            HttpRequest.newBuilder(uri("/v1/open")).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(open.body()).contains("open to anonymous");
  }

  @Test
  void startUpListsWhatDoesNotFit() {
    var contract = Contract.load("contract/sample.yaml");
    var operations = new Operations().on("readMine", c -> said("")).on("flyAway", c -> said(""));
    assertThatThrownBy(() -> new ContractRouter(Map.of(contract, operations), SEAL, null, 10))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("activateMine has no handler")
        .hasMessageContaining("createThing has no handler")
        .hasMessageContaining("flyAway has no operation");
  }

  private static int as(Principal principal) throws Exception {
    var request =
        HttpRequest.newBuilder(uri("/v1/things"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"a\",\"price\":1}"));
    if (principal != null) {
      request.header(PrincipalSeal.HEADER, SEAL.seal(principal));
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private static Principal principal(String dialect, String role) {
    return new Principal(
        new UUID(1, 1),
        dialect,
        "s",
        "c",
        "g",
        "NONE",
        null,
        null,
        null,
        null,
        Set.of(role),
        Set.of(),
        Instant.now().plusSeconds(60));
  }

  private static HttpRequest.Builder request(String method, String path, String type, String body) {
    var builder =
        HttpRequest.newBuilder(uri(path))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .header(PrincipalSeal.HEADER, SEAL.seal(principal("openchannel", "ROLE_MAKER")));
    return type == null ? builder : builder.header("Content-Type", type);
  }

  private static HttpResponse<String> send(String method, String path, String type, String body)
      throws IOException, InterruptedException {
    return HTTP.send(
        request(method, path, type, body).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static URI uri(String path) {
    return URI.create("http://localhost:" + server.actualPort() + path);
  }

  private static String raw(String requestLine) throws IOException {
    try (var socket = new java.net.Socket("localhost", server.actualPort())) {
      String seal = PrincipalSeal.HEADER + ": " + SEAL.seal(principal("openchannel", "ROLE_MAKER"));
      String text = requestLine + "\r\nHost: x\r\n" + seal + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
