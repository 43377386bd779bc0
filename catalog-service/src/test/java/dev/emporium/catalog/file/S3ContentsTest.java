package dev.emporium.catalog.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.OpenOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SDK's protocol against a small server: PUT, ranged GET and DELETE by path, signed. */
class S3ContentsTest {
  private static final Map<String, byte[]> OBJECTS = new ConcurrentHashMap<>();
  private static final Map<String, String> SIGNATURES = new ConcurrentHashMap<>();

  @TempDir static Path directory;
  private static HttpServer server;
  private static Vertx vertx;
  private static S3Contents contents;

  @BeforeAll
  static void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", S3ContentsTest::answer);
    server.start();
    vertx = Vertx.vertx();
    contents =
        new S3Contents(
            vertx,
            new S3Contents.Bucket(
                "files",
                "eu-central-1",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "key",
                "secret"));
  }

  @AfterAll
  static void stop() {
    contents.close().await();
    server.stop(0);
    vertx.close().await();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String key = exchange.getRequestURI().getPath();
    SIGNATURES.put(
        exchange.getRequestMethod(),
        String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    byte[] object = OBJECTS.get(key);
    switch (exchange.getRequestMethod()) {
      case "PUT" -> {
        OBJECTS.put(key, exchange.getRequestBody().readAllBytes());
        exchange.getResponseHeaders().set("ETag", "\"x\"");
        exchange.sendResponseHeaders(200, -1);
      }
      case "DELETE" -> {
        OBJECTS.remove(key);
        exchange.sendResponseHeaders(204, -1);
      }
      default -> {
        String[] range = exchange.getRequestHeaders().getFirst("Range").substring(6).split("-", 2);
        int from = Integer.parseInt(range[0]);
        byte[] part = Arrays.copyOfRange(object, from, Integer.parseInt(range[1]) + 1);
        exchange.sendResponseHeaders(206, part.length);
        exchange.getResponseBody().write(part);
      }
    }
    exchange.close();
  }

  private static String read(String id, long from, long length) throws IOException {
    Path out = Files.createTempFile(directory, "out", "");
    vertx
        .fileSystem()
        .open(out.toString(), new OpenOptions())
        .compose(
            file -> contents.read(id, from, length).writeTo(file).eventually(() -> file.close()))
        .await();
    return Files.readString(out);
  }

  @Test
  void keepsReadsAndDeletes() throws IOException {
    String id = "0190d3c27bfa7c3f8c0f5a1e2b3c4d5e/public/56e2e6a91707a57c3f593499.txt";
    Path spooled = Files.createTempFile(directory, "in", "");
    String text = "0123456789".repeat(20_000);
    Files.writeString(spooled, text);
    contents.keep(id, spooled, "text/plain").await();
    assertThat(spooled).doesNotExist();
    assertThat(OBJECTS.get("/files/" + id)).asString(StandardCharsets.UTF_8).isEqualTo(text);
    assertThat(read(id, 0, text.length())).isEqualTo(text);
    assertThat(read(id, 5, 3)).isEqualTo("567");
    assertThat(read(id, 0, 0)).isEmpty();
    assertThat(SIGNATURES.get("PUT"))
        .startsWith("AWS4-HMAC-SHA256 Credential=key/")
        .contains("/eu-central-1/s3/");
    contents.delete(id).await();
    assertThat(OBJECTS).isEmpty();
    Future<Void> again = contents.delete(id);
    again.await();
    assertThat(again.succeeded()).isTrue();
  }
}
