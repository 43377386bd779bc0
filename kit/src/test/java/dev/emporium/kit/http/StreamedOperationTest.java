package dev.emporium.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.identity.PrincipalSeal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StreamedOperationTest {
  private static final String CONTRACT =
      """
      openapi: 3.1.0
      x-dialect: openchannel
      x-service: sample
      paths:
        /count:
          post:
            operationId: count
            x-public: true
            x-stream: true
            parameters:
            - {name: most, in: query, schema: {type: integer, default: 100000000}}
            responses: {'200': {description: counted}}
        /bytes/{length}:
          get:
            operationId: bytes
            x-public: true
            x-stream: true
            parameters:
            - {name: length, in: path, required: true, schema: {type: integer}}
            responses: {'200': {description: bytes}}
      """;
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static Vertx vertx;
  private static HttpServer server;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    var table =
        new Operations()
            .on("count", StreamedOperationTest::count)
            .on("bytes", StreamedOperationTest::bytes);
    var seal =
        new PrincipalSeal(
            "k1:" + Base64.getEncoder().encodeToString(new byte[32]), Clock.systemUTC());
    var router =
        new ContractRouter(Map.of(Contract.parse("streamed", CONTRACT), table), seal, null, 1_000);
    server = vertx.createHttpServer().requestHandler(router).listen(0).await();
  }

  @AfterAll
  static void stop() {
    vertx.close().await();
  }

  /** Waits before it reads, as one does who asks a database first. */
  private static Future<Reply> count(Call call) {
    if (call.queryInt("most") == 0) {
      return Future.failedFuture(Failure.invalid("most", "Nothing is taken"));
    }
    var seen = new AtomicLong();
    Promise<Reply> reply = Promise.promise();
    vertx.setTimer(
        10,
        waited ->
            call.stream()
                .handler(part -> seen.addAndGet(part.length()))
                .endHandler(
                    end -> reply.complete(Reply.ok(new JsonObject().put("seen", seen.get()))))
                .resume());
    return reply.future();
  }

  private static Future<Reply> bytes(Call call) {
    long length = call.pathLong("length");
    return Future.succeededFuture(
        Reply.stream(
                200,
                "application/octet-stream",
                length,
                out -> out.write(Buffer.buffer(new byte[(int) length])))
            .withHeader("x-kind", "zeros"));
  }

  private static HttpResponse<byte[]> send(String path, byte[] body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path));
    return HTTP.send(
        (body == null ? request : request.POST(HttpRequest.BodyPublishers.ofByteArray(body)))
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void aBodyOfAnyLengthReachesTheOperation() throws Exception {
    var answer = send("/count", new byte[3_000_000]);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("{\"seen\":3000000}");
  }

  @Test
  void aRefusalDoesNotWaitForTheBodyAndTheConnectionGoesOn() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(send("/count?most=0", new byte[3_000_000]).statusCode()).isEqualTo(400);
    }
    assertThat(send("/count?most=x", new byte[3_000_000]).statusCode()).isEqualTo(400);
    assertThat(send("/count", new byte[10]).statusCode()).isEqualTo(200);
  }

  @Test
  void aReplyIsWritten() throws Exception {
    var answer = send("/bytes/70000", null);
    assertThat(answer.body()).hasSize(70_000);
    assertThat(answer.headers().firstValue("x-kind")).contains("zeros");
  }
}
