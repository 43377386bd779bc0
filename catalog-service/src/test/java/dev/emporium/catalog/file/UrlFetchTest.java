package dev.emporium.catalog.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.PublicAddress;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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
}
