package dev.emporium.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Files through the gateway: uploaded, fetched by URL, delivered publicly and by signed links. */
@EmporiumTest
class FilesTest {
  private static final String CONTENT = "0123456789".repeat(30_000);
  private static OneMachine machine;
  private static Story story;
  private static HttpServer elsewhere;

  @BeforeAll
  static void start(Emporium emporium) throws IOException {
    machine = OneMachine.start(emporium);
    story = new Story(machine.gateway(), machine.demo());
    elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    elsewhere.createContext(
        "/picture.txt",
        exchange -> {
          byte[] body = "fetched".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/plain");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    elsewhere.start();
  }

  @AfterAll
  static void stop() {
    elsewhere.stop(0);
    machine.close();
  }

  private static GatewayClient.Answer upload(GatewayClient client, String parameters) {
    return client.send(
        "POST",
        "/v2/files" + parameters,
        "multipart/form-data; boundary=XX",
        "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"digits.txt\"\r\n"
            + "Content-Type: text/plain\r\n\r\n"
            + CONTENT
            + "\r\n--XX--\r\n");
  }

  /** The path of a protocol-relative or absolute address of the gateway. */
  private static String path(String url) {
    return url.substring(url.indexOf("/files/"));
  }

  @Test
  void aPublicFileIsUploadedListedAndDelivered() {
    JsonObject file = upload(story.openchannel, "?hash=SHA-256").ok().json();
    assertThat(file.getLong("size")).isEqualTo(CONTENT.length());
    GatewayClient.Answer delivered = machine.gateway().get(path(file.getString("fileUrl")));
    assertThat(delivered.status()).isEqualTo(200);
    assertThat(delivered.body()).isEqualTo(CONTENT);
    assertThat(machine.gateway().with("Range", "bytes=10-14").get(path(file.getString("fileUrl"))))
        .satisfies(
            part -> {
              assertThat(part.status()).isEqualTo(206);
              assertThat(part.body()).isEqualTo("01234");
            });
    assertThat(story.openchannel.get("/v2/files").ok().body()).contains(file.getString("fileId"));
    assertThat(upload(machine.gateway(), "").status()).as("no credentials").isEqualTo(401);
  }

  @Test
  void aPrivateFileNeedsASignedLink() {
    JsonObject file = upload(story.openchannel, "?isPrivate=true").ok().json();
    assertThat(file.containsKey("fileUrl")).isFalse();
    String id = file.getString("fileId");
    assertThat(machine.gateway().get("/files/" + id).status()).isEqualTo(403);
    String signed =
        story
            .openchannel
            .get("/v2/files/download?fileId=" + URLEncoder.encode(id, StandardCharsets.UTF_8))
            .ok()
            .json()
            .getString("url");
    assertThat(machine.gateway().get(path(signed)).body()).isEqualTo(CONTENT);
    assertThat(machine.gateway().get(path(signed) + "0").status()).isEqualTo(403);
  }

  @Test
  void aFileIsFetchedByItsUrl() {
    String url = "http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/picture.txt";
    JsonObject file =
        story.openchannel.post("/v2/files/url", new JsonObject().put("url", url)).ok().json();
    assertThat(file.getString("name")).isEqualTo("picture.txt");
    assertThat(machine.gateway().get(path(file.getString("fileUrl"))).body()).isEqualTo("fetched");
    assertThat(
            story
                .openchannel
                .post("/v2/files/url", new JsonObject().put("url", "file:///etc/passwd"))
                .status())
        .isEqualTo(400);
  }
}
