package dev.emporium.catalog.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emporium.kit.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlFetchTest {
  private static final AtomicInteger REACHED = new AtomicInteger();
  private static Vertx vertx;
  private static int port;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    port =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  if (request.path().equals("/inside")) {
                    REACHED.incrementAndGet();
                    request.response().end("secret");
                  } else if (request.path().equals("/to-inside")) {
                    request
                        .response()
                        .setStatusCode(302)
                        .putHeader("location", "http://127.0.0.2:" + port + "/inside")
                        .end();
                  } else {
                    request.response().end(request.authority().toString());
                  }
                })
            .listen(0, "0.0.0.0")
            .await()
            .actualPort();
  }

  @AfterAll
  static void stop() {
    vertx.close().await();
  }

  private static String fetched(UrlFetch fetch, String url) {
    Future<String> body =
        fetch.fetch(
            url, found -> found.response().resume().body().map(buffer -> buffer.toString()));
    return body.await();
  }

  @Test
  void theHostIsNamedThoughTheAddressIsConnectedTo() {
    var fetch = new UrlFetch(vertx, any -> true);
    assertThat(fetched(fetch, "http://localhost:" + port + "/x")).isEqualTo("localhost:" + port);
  }

  @Test
  void redirectsToAddressesInsideAreNotFollowed() {
    var fetch = new UrlFetch(vertx, address -> address.getHostAddress().equals("127.0.0.1"));
    assertThat(fetched(fetch, "http://127.0.0.1:" + port + "/x")).isNotEmpty();
    assertThatThrownBy(() -> fetched(fetch, "http://127.0.0.1:" + port + "/to-inside"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("public address");
    assertThat(REACHED).hasValue(0);
  }

  @Test
  void addressesInsideAreRefusedByName() {
    var fetch = new UrlFetch(vertx, PublicAddress::test);
    for (String host :
        new String[] {
          "localhost", "127.0.0.1", "2130706433", "0x7f000001", "[::1]", "169.254.169.254"
        }) {
      assertThatThrownBy(() -> fetched(fetch, "http://" + host + ":" + port + "/inside"))
          .as(host)
          .isInstanceOf(Failure.class);
    }
    assertThat(REACHED).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "198.18.0.1",
        "192.0.2.1",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001::1",
        "ff02::1"
      })
  void addressesOfThisNetwork(String address) throws UnknownHostException {
    assertThat(PublicAddress.test(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "193.0.0.1", "2606:4700::1111"})
  void addressesOfTheWorld(String address) throws UnknownHostException {
    assertThat(PublicAddress.test(InetAddress.getByName(address))).isTrue();
  }
}
