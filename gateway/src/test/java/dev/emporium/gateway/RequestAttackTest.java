package dev.emporium.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths, headers and framings that two parsers could read differently, over sockets. */
class RequestAttackTest {
  private static Rig rig;
  private static String auth;

  @BeforeAll
  static void start() throws Exception {
    rig = new Rig().with("MAX_BODY_BYTES", "1000").start();
    auth = "Authorization: " + rig.bearer() + "\r\n";
  }

  @AfterAll
  static void stop() throws Exception {
    rig.close();
  }

  private static String raw(String text) throws Exception {
    return RawClient.exchange(rig.port(), text);
  }

  /** Refused before routing, and nothing reaches the upstream, now or smuggled behind it. */
  private static void refused(int status, String text) throws Exception {
    int before = rig.seen.size();
    String read = raw(text);
    assertThat(read).matches("(?s)HTTP/1\\.[01] " + status + " .*");
    assertThat(RawClient.responses(read)).as("one answer, then the end: %s", read).isEqualTo(1);
    assertThat(rig.seen).hasSize(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//v2/apps",
        "/v2//apps",
        "/v2/apps//",
        "/v2/../v2/apps",
        "/v2/apps/..",
        "/v2/./apps",
        "/v2/apps/.",
        "/v2%2fapps",
        "/v2%2Fapps",
        "/v2/apps/%5c",
        "/v2\\apps",
        "/v2/apps/%2e%2e/x",
        "/v2/apps/%2E",
        "/v2/apps/a%2eb",
        "/v2/apps;jsessionid=1",
        "/v2/apps/x;y",
        "/v2/apps/%3b",
        "/v2/apps/%00",
        "/v2/apps/%0d%0aX:1",
        "/v2/apps/%7f",
        "/v2/apps/%252f",
        "/v2/apps/%252e%252e",
        "/v2/apps/%2500",
        "/v2/apps/%zz",
        "/v2/apps/%2",
        "/v2/apps/%",
        "/v2/apps#x",
        "http://evil.test/v2/apps",
        "*",
        "/v2/apps/\u00e9",
        "/v2/apps?q=\u00e9"
      })
  void pathTricks(String path) throws Exception {
    refused(400, "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + auth + "\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v2/apps/%00", "/v2/apps/..", "/v2/../v2/apps", "/v2/apps/%zz", "/v2/apps;x=1"})
  void malformedAddressesAreRefusedInTheDialectsShape(String path) throws Exception {
    assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: x\r\n" + auth + "\r\n"))
        .startsWith("HTTP/1.1 400 ")
        .contains("{\"code\":400,\"errors\":[{\"message\":\"The address is malformed\"}]}");
  }

  @Test
  void malformedAddressesOfNobodyAreProblems() throws Exception {
    assertThat(raw("GET /%00 HTTP/1.1\r\nHost: x\r\n\r\n"))
        .startsWith("HTTP/1.1 400 ")
        .contains("application/problem+json");
  }

  @Test
  void tokenEndpointsRefuseInTheProtocolsShape() throws Exception {
    assertThat(raw("GET /oauth/token HTTP/1.1\r\nHost: x\r\n\r\n"))
        .startsWith("HTTP/1.1 405 ")
        .contains("\"error\":\"invalid_request\"");
    String large = "POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Length: 2000\r\n\r\n";
    assertThat(raw(large))
        .startsWith("HTTP/1.1 413 ")
        .contains("\"error\":\"invalid_request\",\"error_description\":\"The body is too large\"");
  }

  @Test
  void plainEscapesPassUntouched() throws Exception {
    HttpResponse<String> answer =
        rig.get("/v2/apps/a%20b%25c?query=%7B%7D&path=..%2f", "Authorization", rig.bearer());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(rig.seen.get(rig.seen.size() - 1).target())
        .isEqualTo("/v2/apps/a%20b%25c?query=%7B%7D&path=..%2f");
  }

  @Test
  void lengthGivenTwice() throws Exception {
    String smuggled = "GET /v2/apps/smuggled HTTP/1.1\r\nHost: x\r\n" + auth + "\r\n";
    String head = "POST /v2/apps HTTP/1.1\r\nHost: x\r\n" + auth;
    refused(
        400, head + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled);
    refused(
        400, head + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" + smuggled);
    refused(400, head + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcde" + smuggled);
    refused(400, head + "Content-Length: 5, 6\r\n\r\nabcde" + smuggled);
    refused(400, head + "Content-Length: +5\r\n\r\nabcde" + smuggled);
    refused(400, head + "Content-Length: -1\r\n\r\nabcde" + smuggled);
    refused(400, head + "Content-Length: 0x5\r\n\r\nabcde" + smuggled);
  }

  @Test
  void codingsOtherThanChunked() throws Exception {
    String smuggled = "GET /v2/apps/smuggled HTTP/1.1\r\nHost: x\r\n" + auth + "\r\n";
    String head = "POST /v2/apps HTTP/1.1\r\nHost: x\r\n" + auth;
    refused(400, head + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + smuggled);
    refused(400, head + "Transfer-Encoding: identity\r\n\r\n" + smuggled);
    refused(400, head + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n" + smuggled);
    refused(
        400,
        head
            + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            + smuggled);
    refused(400, head + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + smuggled);
    refused(400, head + "Transfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n" + smuggled);
    refused(
        400,
        "POST /v2/apps HTTP/1.0\r\nHost: x\r\n"
            + auth
            + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            + smuggled);
  }

  @Test
  void brokenLinesAndHosts() throws Exception {
    refused(400, "GET /v2/apps HTTP/1.1\r\nHost: a\r\nHost: b\r\n" + auth + "\r\n");
    refused(400, "GET /v2/apps HTTP/1.1\r\n" + auth + "\r\n");
    refused(400, "GET /v2/apps HTTP/1.1\r\nHost: x\r\n" + auth + auth + "\r\n");
    refused(400, "GET /v2/apps HTTP/1.1\r\nHost: x\r\n" + auth + "Bad Name: 1\r\n\r\n");
    refused(400, "GET  /v2/apps /x HTTP/1.1\r\nHost: x\r\n" + auth + "\r\n");
    refused(400, "GET /v2/apps HTTP/1.1\nHost: x\n" + auth.replace("\r", "") + "\n");
  }

  @Test
  void brokenChunksEndTheRequestOnBothSides() throws Exception {
    String read =
        raw(
            "POST /v2/apps HTTP/1.1\r\nHost: x\r\n"
                + auth
                + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\nGET /v2/apps/smuggled HTTP/1.1\r\nHost: x\r\n"
                + auth
                + "\r\n");
    assertThat(read).doesNotContain("200 OK");
    assertThat(rig.seen).noneMatch(s -> s.target().contains("smuggled"));
  }

  @Test
  void headersTooLarge() throws Exception {
    String read =
        raw("GET /v2/apps HTTP/1.1\r\nHost: x\r\nX-Big: " + "x".repeat(20_000) + "\r\n\r\n");
    assertThat(read).contains(" 431 Request").contains("{\"code\":431");
    assertThat(raw("GET /v2/apps?x=" + "x".repeat(9_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
        .contains(" 431 Request");
  }

  @Test
  void bodyTooLargeAnnouncedOrNot() throws Exception {
    refused(
        413,
        "POST /v2/apps HTTP/1.1\r\nHost: x\r\n"
            + auth
            + "Content-Length: 1001\r\n\r\n"
            + "x".repeat(1001));
    refused(
        400,
        "POST /v2/apps HTTP/1.1\r\nHost: x\r\n"
            + auth
            + "Content-Length: 99999999999999999999\r\n\r\nx");
    String read =
        raw(
            "POST /v2/apps HTTP/1.1\r\nHost: x\r\n"
                + auth
                + "Transfer-Encoding: chunked\r\n\r\n"
                + ("100\r\n" + "x".repeat(256) + "\r\n").repeat(5)
                + "0\r\n\r\n");
    assertThat(read).startsWith("HTTP/1.1 413 ").contains("{\"code\":413");
  }

  @Test
  void whatClaimsAnIdentityOrAnOriginIsDropped() throws Exception {
    HttpResponse<String> answer =
        rig.get(
            "/v2/apps",
            "Authorization",
            rig.bearer(),
            "x-emporium-principal",
            "t.forged.forged",
            "X-Emporium-Marketplace",
            "x",
            "x_emporium_principal",
            "y",
            "X-Forwarded-For",
            "1.2.3.4",
            "X-Forwarded-Host",
            "evil.test",
            "Forwarded",
            "for=1.2.3.4",
            "X-Real-IP",
            "1.2.3.4",
            "X-Original-URL",
            "/admin",
            "X-HTTP-Method-Override",
            "DELETE",
            "Proxy-Authorization",
            "Basic eA==",
            "TE",
            "trailers",
            "X-Kept",
            "yes");
    assertThat(answer.statusCode()).isEqualTo(200);
    var headers = rig.seen.get(rig.seen.size() - 1).headers();
    assertThat(headers)
        .containsOnlyKeys(
            "host",
            "content-length",
            "x-kept",
            "user-agent",
            "x-request-id",
            "traceparent",
            "x-emporium-principal");
    assertThat(rig.principal().client()).isEqualTo("client-1");
    assertThat(answer.headers().firstValue("x-emporium-internal")).isEmpty();
  }

  @Test
  void whatConnectionNamesEndsHereButNeverOurOwn() throws Exception {
    String read =
        raw(
            "GET /v2/apps HTTP/1.1\r\nHost: x\r\n"
                + auth
                + "Connection: close, X-Secret, x-emporium-principal, Authorization\r\nX-Secret: 1\r\n\r\n");
    assertThat(read).startsWith("HTTP/1.1 200 ");
    var headers = rig.seen.get(rig.seen.size() - 1).headers();
    assertThat(headers)
        .doesNotContainKeys("x-secret", "connection")
        .containsKey("x-emporium-principal");
  }

  @Test
  void traceAndRequestIds() throws Exception {
    String parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    HttpResponse<String> answer =
        rig.get(
            "/v2/apps",
            "Authorization",
            rig.bearer(),
            "traceparent",
            parent,
            "x-request-id",
            "mine-1");
    assertThat(answer.headers().firstValue("x-request-id")).hasValue("mine-1");
    assertThat(rig.seen.get(rig.seen.size() - 1).headers())
        .containsEntry("traceparent", parent)
        .containsEntry("x-request-id", "mine-1");
    rig.get(
        "/v2/apps",
        "Authorization",
        rig.bearer(),
        "traceparent",
        "00-zz",
        "x-request-id",
        "a b<script>");
    var made = rig.seen.get(rig.seen.size() - 1).headers();
    assertThat(made.get("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
    assertThat(made.get("x-request-id")).isEqualTo(made.get("traceparent").substring(3, 35));
  }

  @Test
  void unknownPathsAndMethodsInTheDialectsShape() throws Exception {
    HttpResponse<String> missing = rig.get("/v2/nothing");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(new JsonObject(missing.body()).getInteger("code")).isEqualTo(404);
    HttpResponse<String> nowhere = rig.get("/nothing");
    assertThat(nowhere.headers().firstValue("content-type")).hasValue("application/problem+json");
    String put = raw("PUT /v2/apps HTTP/1.1\r\nHost: x\r\n" + auth + "Content-Length: 2\r\n\r\n{}");
    assertThat(put)
        .startsWith("HTTP/1.1 405 ")
        .contains("allow: GET, POST")
        .contains("{\"code\":405");
    assertThat(raw("TRACE /v2/apps HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 405 ");
    assertThat(raw("CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void exactPathsBeforeTemplates() throws Exception {
    assertThat(rig.get("/v1/installations/me:activate", "Authorization", rig.bearer()).statusCode())
        .isEqualTo(405);
    assertThat(rig.get("/v1/installations/me", "Authorization", rig.bearer()).statusCode())
        .isEqualTo(200);
    assertThat(raw("POST /v1/installations/me:deactivate HTTP/1.1\r\nHost: x\r\n" + auth + "\r\n"))
        .startsWith("HTTP/1.1 405 ");
    assertThat(raw("POST /v1/installations/me:activate HTTP/1.1\r\nHost: x\r\n" + auth + "\r\n"))
        .startsWith("HTTP/1.1 200 ");
    assertThat(rig.seen.get(rig.seen.size() - 1).headers()).containsEntry("content-length", "0");
  }

  @Test
  void publicOperationsKeepTheirCredentialsAndGetTheAnonymousPrincipal() throws Exception {
    String read =
        raw(
            "POST /oauth/token HTTP/1.1\r\nHost: x\r\nAuthorization: Basic YTpi\r\nContent-Length: 3\r\n\r\na=b");
    assertThat(read).startsWith("HTTP/1.1 200 ");
    assertThat(rig.seen.get(rig.seen.size() - 1).headers())
        .containsEntry("authorization", "Basic YTpi");
    assertThat(rig.principal().dialect()).isEqualTo("anonymous");
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() throws Exception {
    String read =
        raw(
            ("GET /v2/apps HTTP/1.1\r\nHost: x\r\n" + auth + "\r\n").repeat(3)
                + "GET /v2/apps HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + auth
                + "\r\n");
    assertThat(RawClient.responses(read)).isEqualTo(4);
  }
}
