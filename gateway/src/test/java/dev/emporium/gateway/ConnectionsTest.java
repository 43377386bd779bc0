package dev.emporium.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many connections there may be, to the gateway and from it, and for how long. */
class ConnectionsTest {
  private Rig rig;

  @AfterEach
  void stop() throws Exception {
    rig.close();
  }

  @Test
  void aHalfRequestHeadIsNotWaitedForForever() throws Exception {
    rig = new Rig().with("CLIENT_IDLE_TIMEOUT_MS", "500").start();
    long begun = System.nanoTime();
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), rig.port())) {
      socket.getOutputStream().write("GET /v2/apps HT".getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(System.nanoTime() - begun).isLessThan(20_000_000_000L);
  }

  @Test
  void connectionsBeyondTheLimitAreClosed() throws Exception {
    rig = new Rig().with("MAX_CONNECTIONS", "2").start();
    var open = new ArrayList<Socket>();
    for (int i = 0; i < 3; i++) {
      open.add(new Socket(InetAddress.getLoopbackAddress(), rig.port()));
    }
    var ended = new HashSet<Socket>();
    long until = System.nanoTime() + 20_000_000_000L;
    while (ended.isEmpty() && System.nanoTime() < until) {
      ended.addAll(ended(open));
    }
    ended.addAll(ended(open));
    assertThat(ended).hasSize(1);
    for (var each : open) {
      each.close();
    }
  }

  /** Those that the other side has closed by now. */
  private static List<Socket> ended(List<Socket> sockets) throws IOException {
    var ended = new ArrayList<Socket>();
    for (Socket each : sockets) {
      each.setSoTimeout(200);
      try {
        if (each.getInputStream().read() < 0) {
          ended.add(each);
        }
      } catch (SocketTimeoutException stillOpen) {
        assertThat(each.isConnected()).isTrue();
      }
    }
    return ended;
  }

  @Test
  void whoFindsNoFreeConnectionWaitsAndTooManyAreTurnedAway() throws Exception {
    rig =
        new Rig()
            .with("EVENT_LOOPS", "1")
            .with("UPSTREAM_MAX_CONNECTIONS", "1")
            .with("UPSTREAM_MAX_QUEUE", "1")
            .start();
    var held = new LinkedBlockingQueue<HttpServerRequest>();
    rig.upstream = held::add;
    var request =
        HttpRequest.newBuilder(rig.uri("/v2/apps")).header("Authorization", rig.bearer()).build();
    var first = rig.http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    var one = held.poll(20, TimeUnit.SECONDS);
    var others = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    for (int i = 0; i < 2; i++) {
      others.add(rig.http.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
    }
    Object turnedAway =
        CompletableFuture.anyOf(others.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
    assertThat(((HttpResponse<?>) turnedAway).statusCode()).isEqualTo(503);
    one.response().end("one");
    held.poll(20, TimeUnit.SECONDS).response().end("two");
    assertThat(first.get(20, TimeUnit.SECONDS).body()).isEqualTo("one");
    long answered =
        others.stream()
            .filter(o -> o.orTimeout(20, TimeUnit.SECONDS).join().body().equals("two"))
            .count();
    assertThat(answered).isEqualTo(1);
  }
}
