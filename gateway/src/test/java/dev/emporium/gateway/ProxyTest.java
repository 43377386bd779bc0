package dev.emporium.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Streaming, time-outs, broken upstreams, retry, circuit, drain. */
class ProxyTest {
  private static final int MEGABYTE = 1 << 20;
  private Rig rig;

  @AfterEach
  void stop() throws Exception {
    rig.close();
  }

  private HttpResponse<String> get() throws Exception {
    return rig.get("/v2/apps", "Authorization", rig.bearer());
  }

  @Test
  void fiftyMegabytesUpPassWithoutBeingBuffered() throws Exception {
    rig = new Rig().with("MAX_BODY_BYTES", "60000000").start();
    var arrived = new AtomicLong();
    var begin = new CompletableFuture<Runnable>();
    rig.upstream =
        request -> {
          request.pause();
          request.handler(part -> arrived.addAndGet(part.length()));
          request.endHandler(v -> request.response().end(String.valueOf(arrived.get())));
          begin.complete(() -> rig.vertx.runOnContext(v -> request.resume()));
        };
    var sent = new AtomicLong();
    var request =
        HttpRequest.newBuilder(rig.uri("/v2/apps"))
            .header("Authorization", rig.bearer())
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new Zeros(50L * MEGABYTE, sent)))
            .build();
    CompletableFuture<HttpResponse<String>> answer =
        rig.http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    Runnable resume = begin.get(20, TimeUnit.SECONDS);
    long before = -1;
    while (sent.get() != before) {
      before = sent.get();
      assertThat(answer.isDone()).isFalse();
      CompletableFuture.runAsync(
              () -> {}, CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS))
          .join();
    }
    assertThat(before).as("the client waits for the upstream").isLessThan(20L * MEGABYTE);
    resume.run();
    assertThat(answer.get(60, TimeUnit.SECONDS).body()).isEqualTo(String.valueOf(50L * MEGABYTE));
  }

  @Test
  void fiftyMegabytesDownWaitForASlowReader() throws Exception {
    rig = new Rig().start();
    var written = new AtomicLong();
    rig.upstream = request -> flood(request.response().setChunked(true), written);
    var request =
        HttpRequest.newBuilder(rig.uri("/v2/apps")).header("Authorization", rig.bearer()).build();
    try (InputStream body =
        rig.http.send(request, HttpResponse.BodyHandlers.ofInputStream()).body()) {
      long before = -1;
      while (written.get() != before) {
        before = written.get();
        CompletableFuture.runAsync(
                () -> {}, CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS))
            .join();
      }
      assertThat(before).as("the upstream waits for the client").isLessThan(40L * MEGABYTE);
      long read = 0;
      byte[] buffer = new byte[MEGABYTE];
      int n;
      while ((n = body.read(buffer)) >= 0) {
        read += n;
      }
      assertThat(read).isEqualTo(50L * MEGABYTE);
    }
  }

  private static void flood(HttpServerResponse response, AtomicLong written) {
    while (written.get() < 50L * MEGABYTE) {
      if (response.writeQueueFull()) {
        response.drainHandler(v -> flood(response, written));
        return;
      }
      written.addAndGet(MEGABYTE / 16);
      response.write(Buffer.buffer(new byte[MEGABYTE / 16]));
    }
    response.end();
  }

  @Test
  void aServiceThatIsAwayOpensTheCircuit() throws Exception {
    int port;
    try (var taken = new ServerSocket(0)) {
      port = taken.getLocalPort();
    }
    rig =
        new Rig()
            .with("UPSTREAM_SHOP", "http://127.0.0.1:" + port)
            .with("BREAKER_FAILURES", "3")
            .with("BREAKER_OPEN_MS", "700")
            .start();
    for (int i = 0; i < 3; i++) {
      HttpResponse<String> answer = get();
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(new JsonObject(answer.body()).getInteger("code")).isEqualTo(503);
      assertThat(answer.headers().firstValue("retry-after")).isPresent();
    }
    assertThat(rig.send(HttpRequest.newBuilder(rig.management("/metrics")).build()).body())
        .contains("gateway_circuit_open{upstream=\"127.0.0.1:" + port + "\"} 1.0");
    assertThat(rig.get("/v2/ownership", "Authorization", rig.bearer()).statusCode())
        .as("the other service")
        .isEqualTo(200);
    HttpResponse<String> companies =
        rig.get("/api/account/v2/companies", "Authorization", rig.bearer());
    assertThat(companies.statusCode()).isEqualTo(503);
    var back =
        rig.vertx
            .createHttpServer()
            .requestHandler(Rig::echo)
            .listen(port, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
    long until = System.nanoTime() + 20_000_000_000L;
    while (get().statusCode() != 200 && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    assertThat(get().statusCode()).as("closed again").isEqualTo(200);
    back.close();
  }

  @Test
  void aSilentServiceIsATimeOutAndTheNextOneIsFine() throws Exception {
    rig = new Rig().with("IDLE_TIMEOUT_MS", "1500").start();
    rig.upstream = request -> {};
    HttpResponse<String> answer = get();
    assertThat(answer.statusCode()).isEqualTo(504);
    assertThat(new JsonObject(answer.body()).getInteger("code")).isEqualTo(504);
    rig.upstream = Rig::echo;
    assertThat(get().statusCode()).isEqualTo(200);
  }

  @Test
  void theWholeMayNotTakeLongerThanAllowedHoweverBusy() throws Exception {
    rig = new Rig().with("REQUEST_TIMEOUT_MS", "2000").start();
    assertThat(get().statusCode()).as("all is loaded").isEqualTo(200);
    rig.upstream =
        request -> {
          request.response().setChunked(true).write("a");
          rig.vertx.setPeriodic(
              50,
              id -> {
                if (request.response().closed()) {
                  rig.vertx.cancelTimer(id);
                } else {
                  request.response().write("a");
                }
              });
        };
    assertThatThrownBy(this::get).isInstanceOf(IOException.class);
  }

  @Test
  void aSlowClientGetsARequestTimeOut() throws Exception {
    rig = new Rig().with("IDLE_TIMEOUT_MS", "300").start();
    String read =
        RawClient.exchange(
            rig.port(),
            "POST /v2/apps HTTP/1.1\r\nHost: x\r\nAuthorization: "
                + rig.bearer()
                + "\r\nContent-Length: 10\r\n\r\nabc");
    assertThat(read).startsWith("HTTP/1.1 408 ");
  }

  @Test
  void anIdempotentRequestOnAConnectionThatWentStaleIsSentAgain() throws Exception {
    rig = new Rig().with("EVENT_LOOPS", "1").start();
    var requests = new AtomicInteger();
    rig.upstream =
        request -> {
          if (requests.incrementAndGet() == 2) {
            request.connection().close();
          } else {
            request.response().end("ok");
          }
        };
    assertThat(get().body()).isEqualTo("ok");
    assertThat(get().body()).as("closed under the second, sent again").isEqualTo("ok");
    assertThat(requests.get()).isEqualTo(3);
    requests.set(0);
    assertThat(get().statusCode()).isEqualTo(200);
    var post =
        HttpRequest.newBuilder(rig.uri("/v2/apps"))
            .header("Authorization", rig.bearer())
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    assertThat(rig.send(post).statusCode()).as("a POST is not sent twice").isEqualTo(502);
    assertThat(requests.get()).isEqualTo(2);
  }

  @Test
  void anAnswerThatBreaksOffIsBrokenOffForTheClientToo() throws Exception {
    rig = new Rig().start();
    rig.upstream =
        request -> {
          request.response().putHeader("content-length", "100").write("half");
          rig.vertx.setTimer(50, id -> request.connection().close());
        };
    assertThatThrownBy(this::get).isInstanceOf(IOException.class);
  }

  @Test
  void anAnswerThatIsNotHttpIsABadGateway() throws Exception {
    rig = new Rig().with("BREAKER_FAILURES", "100");
    var server =
        rig.vertx
            .createNetServer()
            .connectHandler(s -> s.handler(b -> s.write("SSH-2.0-nonsense\r\n\r\n")))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
    rig.with("UPSTREAM_SHOP", "http://127.0.0.1:" + server.actualPort()).start();
    assertThat(get().statusCode()).isEqualTo(502);
  }

  @Test
  void statusesAndEmptyBodiesPass() throws Exception {
    rig = new Rig().start();
    rig.upstream = request -> request.response().setStatusCode(204).end();
    assertThat(get().statusCode()).isEqualTo(204);
    rig.upstream = request -> request.response().setStatusCode(304).putHeader("etag", "x").end();
    assertThat(get().statusCode()).isEqualTo(304);
    rig.upstream =
        request -> request.response().setStatusCode(302).putHeader("location", "/x").end();
    assertThat(get().headers().firstValue("location")).hasValue("/x");
    rig.upstream = request -> request.response().setStatusCode(422).end("{}");
    assertThat(get().body()).isEqualTo("{}");
  }

  @Test
  void continueIsAnsweredAndTheBodyPasses() throws Exception {
    rig = new Rig().start();
    var post =
        HttpRequest.newBuilder(rig.uri("/v2/apps"))
            .header("Authorization", rig.bearer())
            .expectContinue(true)
            .POST(HttpRequest.BodyPublishers.ofString("{\"a\":1}"))
            .build();
    assertThat(new JsonObject(rig.send(post).body()).getString("body")).isEqualTo("{\"a\":1}");
  }

  @Test
  void closingWaitsForRequestsInFlight() throws Exception {
    rig = new Rig().with("DRAIN_SECONDS", "20").start();
    var arrived = new CompletableFuture<Runnable>();
    rig.upstream = request -> arrived.complete(() -> request.response().end("late"));
    var request =
        HttpRequest.newBuilder(rig.uri("/v2/apps")).header("Authorization", rig.bearer()).build();
    CompletableFuture<HttpResponse<String>> answer =
        rig.http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    Runnable finish = arrived.get(20, TimeUnit.SECONDS);
    var ready = HttpRequest.newBuilder(rig.management("/health/ready")).build();
    assertThat(rig.send(ready).statusCode()).isEqualTo(200);
    var closed = rig.gateway.close().toCompletionStage().toCompletableFuture();
    assertThat(rig.send(ready).statusCode()).isEqualTo(503);
    assertThat(closed.isDone()).isFalse();
    finish.run();
    assertThat(answer.get(20, TimeUnit.SECONDS).body()).isEqualTo("late");
    closed.get(20, TimeUnit.SECONDS);
    rig.gateway = null;
  }

  /** Zeros, counted as they are read. */
  private static final class Zeros extends InputStream {
    private final AtomicLong read;
    private long left;

    Zeros(long size, AtomicLong read) {
      this.left = size;
      this.read = read;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : 0;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (left == 0) {
        return -1;
      }
      int n = (int) Math.min(length, left);
      Arrays.fill(buffer, offset, offset + n, (byte) 0);
      left -= n;
      read.addAndGet(n);
      return n;
    }
  }
}
