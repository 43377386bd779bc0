package dev.emporium.catalog.openchannel;

import static dev.emporium.catalog.CatalogCalls.app;
import static dev.emporium.catalog.CatalogCalls.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.catalog.CatalogCalls;
import dev.emporium.catalog.CatalogService;
import dev.emporium.catalog.domain.FileLimits;
import dev.emporium.catalog.file.DirectoryContents;
import dev.emporium.catalog.file.FileChanges;
import dev.emporium.catalog.file.Spool;
import dev.emporium.catalog.store.FileStore;
import dev.emporium.testkit.ContractReplay;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.TestClient;
import dev.emporium.testkit.TestClient.Response;
import dev.emporium.testkit.TestService;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EmporiumTest
class FilesOperationsTest {
  private static final ContractReplay CONTRACT =
      ContractReplay.of("contract/catalog/openchannel-content.yaml");
  private static final String ABC_SHA256 =
      "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD";

  @TempDir static Path directory;
  private static TestService service;
  private static Vertx vertx;
  private static int elsewhere;

  @BeforeAll
  static void start(Emporium emporium) {
    service =
        emporium.start(
            "catalog",
            CatalogService::wire,
            Map.of(
                "FILES_DIRECTORY", directory.toString(),
                "FILES_MAX_BYTES", "1000000",
                "FILES_TYPES", "text/*,application/octet-stream",
                "FILES_URL_PRIVATE_ADDRESSES", "true",
                "PUBLIC_URL", "https://market.example.com"));
    vertx = Vertx.vertx();
    elsewhere =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  switch (request.path()) {
                    case "/example.txt" ->
                        request
                            .response()
                            .putHeader("content-type", "text/plain; charset=utf-8")
                            .end("abc");
                    case "/moved" ->
                        request
                            .response()
                            .setStatusCode(302)
                            .putHeader("location", "/example.txt")
                            .end();
                    case "/loop" ->
                        request.response().setStatusCode(302).putHeader("location", "/loop").end();
                    case "/large" -> request.response().end("x".repeat(1_000_001));
                    default -> request.response().setStatusCode(404).end("no");
                  }
                })
            .listen(0)
            .await()
            .actualPort();
  }

  @AfterAll
  static void stop() {
    vertx.close().await();
  }

  static Response uploaded(TestClient client, String parameters, String type, String content) {
    String body =
        "--XX\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n"
            + "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a/b \u00e9.TXT\"\r\nContent-Type: "
            + type
            + "\r\n\r\n"
            + content
            + "\r\n--XX--\r\n";
    return CONTRACT.check(
        "uploadFile",
        client.send("POST", "/v2/files" + parameters, "multipart/form-data; boundary=XX", body));
  }

  private static TestClient.Response delivered(String url, String... header) {
    String path = url.replaceFirst("^(https:)?//market\\.example\\.com", "");
    TestClient client = service.anonymous();
    return (header.length == 0 ? client : client.with(header[0], header[1])).get(path);
  }

  private static String field(Response answer) {
    return answer.json().getJsonArray("errors").getJsonObject(0).getString("field");
  }

  private static long kept() {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).count();
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  @Test
  void aPublicFileIsUploadedAndDelivered() {
    var calls = new CatalogCalls(service);
    Response answer = uploaded(calls.openchannel, "?hash=MD5,SHA-1,SHA-256", "text/plain", "abc");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    JsonObject file = answer.json();
    String id = file.getString("fileId");
    assertThat(id)
        .matches(calls.marketplace.toString().replace("-", "") + "/public/[0-9a-f]{24}\\.txt");
    assertThat(file.getString("name")).isEqualTo("b \u00e9.TXT");
    assertThat(file.getLong("size")).isEqualTo(3);
    assertThat(file.getString("contentType")).isEqualTo("text/plain");
    assertThat(file.getString("fileUrl")).isEqualTo("//market.example.com/files/" + id);
    assertThat(file.getJsonObject("hash"))
        .isEqualTo(
            new JsonObject()
                .put("MD5", "900150983CD24FB0D6963F7D28E17F72")
                .put("SHA-1", "A9993E364706816ABA3E25717850C26C9CD0D89D")
                .put("SHA-256", ABC_SHA256));
    for (String named :
        List.of(id, file.getString("fileUrl"), "https:" + file.getString("fileUrl"))) {
      String path = "/v2/files/byIdOrUrl?fileIdOrUrl=" + encoded(named);
      assertThat(CONTRACT.check("getFileDetails", calls.openchannel.get(path)).json())
          .isEqualTo(file);
      assertThat(new CatalogCalls(service).openchannel.get(path).status())
          .as("another marketplace")
          .isEqualTo(404);
    }
    Response content = delivered(file.getString("fileUrl"));
    assertThat(content.text()).isEqualTo("abc");
    assertThat(content.header("content-type")).contains("text/plain");
    assertThat(content.header("x-content-type-options")).contains("nosniff");
    assertThat(content.header("content-disposition").orElseThrow())
        .isEqualTo("inline; filename*=UTF-8''b%20%C3%A9.TXT");
    String tag = content.header("etag").orElseThrow();
    assertThat(delivered(file.getString("fileUrl"), "If-None-Match", tag).status()).isEqualTo(304);
    Response part = delivered(file.getString("fileUrl"), "Range", "bytes=1-");
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.text()).isEqualTo("bc");
    assertThat(part.header("content-range")).contains("bytes 1-2/3");
    assertThat(delivered(file.getString("fileUrl"), "Range", "bytes=-1").text()).isEqualTo("c");
    assertThat(delivered(file.getString("fileUrl"), "Range", "bytes=3-").status()).isEqualTo(416);
    assertThat(delivered("/files/x/public/y").status()).isEqualTo(404);
  }

  @Test
  void aPrivateFileNeedsALinkThatHasNotExpired() {
    var calls = new CatalogCalls(service);
    JsonObject file =
        uploaded(calls.openchannel, "?isPrivate=true", "text/html", "<b>secret</b>").json();
    String id = file.getString("fileId");
    assertThat(id).contains("/private/");
    assertThat(file.containsKey("fileUrl")).isFalse();
    assertThat(file.containsKey("hash")).isFalse();
    assertThat(delivered("/files/" + id).status()).isEqualTo(403);
    Response link =
        CONTRACT.check(
            "downloadFile", calls.openchannel.get("/v2/files/download?fileId=" + encoded(id)));
    String url = link.json().getString("url");
    assertThat(url).startsWith("https://market.example.com/files/" + id + "?expires=");
    Response content = delivered(url);
    assertThat(content.text()).isEqualTo("<b>secret</b>");
    assertThat(content.header("content-disposition").orElseThrow()).startsWith("attachment");
    assertThat(content.header("cache-control")).contains("private, no-store");
    assertThat(delivered(url.replace("expires=", "expires=1")).status()).isEqualTo(403);
    assertThat(delivered(url.replace("signature=", "signature=A")).status()).isEqualTo(403);
    JsonObject other = uploaded(calls.openchannel, "?isPrivate=true", "text/plain", "other").json();
    assertThat(delivered(url.replace(id, other.getString("fileId"))).status())
        .as("another file")
        .isEqualTo(403);
    String brief =
        calls
            .openchannel
            .get("/v2/files/download?validSeconds=1&fileld=" + encoded(id))
            .json()
            .getString("url");
    Emporium.eventually(() -> assertThat(delivered(brief).status()).isEqualTo(403));
    assertThat(
            new CatalogCalls(service)
                .openchannel
                .get("/v2/files/download?fileId=" + encoded(id))
                .status())
        .isEqualTo(404);
  }

  @Test
  void refusalsNameTheFieldAndLeaveNothingBehind() {
    var calls = new CatalogCalls(service);
    long before = kept();
    assertThat(
            field(
                CONTRACT.check(
                    "uploadFile", calls.openchannel.post("/v2/files", new JsonObject()))))
        .isEqualTo("file");
    assertThat(field(calls.openchannel.post("/v2/files"))).isEqualTo("file");
    assertThat(
            field(
                calls.openchannel.send(
                    "POST", "/v2/files", "multipart/form-data; boundary=XX", "--XX--\r\n")))
        .isEqualTo("file");
    assertThat(field(uploaded(calls.openchannel, "", "image/png", "x"))).isEqualTo("file");
    assertThat(field(uploaded(calls.openchannel, "", "text/plain", "x".repeat(1_000_001))))
        .isEqualTo("file");
    assertThat(field(uploaded(calls.openchannel, "?hash=CRC", "text/plain", "x")))
        .isEqualTo("hash");
    assertThat(uploaded(calls.openchannel, "", "text/plain", "x".repeat(1_000_000)).status())
        .isEqualTo(200);
    assertThat(kept()).isEqualTo(before + 1);
    JsonObject empty = uploaded(calls.openchannel, "", "text/plain", "").json();
    assertThat(empty.getLong("size")).isZero();
    assertThat(delivered(empty.getString("fileUrl")).text()).isEmpty();
    assertThat(field(calls.openchannel.get("/v2/files/byIdOrUrl"))).isEqualTo("fileId");
    assertThat(field(calls.openchannel.get("/v2/files/download"))).isEqualTo("fileId");
  }

  @Test
  void filesAreFetchedByUrl() {
    var calls = new CatalogCalls(service);
    String base = "http://127.0.0.1:" + elsewhere;
    for (String path : List.of("/example.txt", "/moved")) {
      Response answer =
          CONTRACT.check(
              "uploadFileByUrl",
              calls.openchannel.form(
                  "/v2/files/url?isPrivate=false", Map.of("url", base + path, "hash", "SHA-256")));
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertThat(answer.json().getJsonObject("hash").getString("SHA-256")).isEqualTo(ABC_SHA256);
      assertThat(answer.json().getString("contentType")).isEqualTo("text/plain");
      assertThat(delivered(answer.json().getString("fileUrl")).text()).isEqualTo("abc");
    }
    for (String url :
        List.of(
            base + "/absent",
            base + "/loop",
            base + "/large",
            "ftp://example.com/x",
            "http://user:word@127.0.0.1/x",
            "http://127.0.0.1:1/x",
            "nonsense",
            "")) {
      Response answer =
          CONTRACT.check(
              "uploadFileByUrl",
              calls.openchannel.post("/v2/files/url", new JsonObject().put("url", url)));
      assertThat(answer.status()).as(url).isEqualTo(400);
      assertThat(field(answer)).isEqualTo("url");
    }
  }

  @Test
  void listsFilterSortAndPage() {
    var calls = new CatalogCalls(service);
    for (int i = 1; i <= 3; i++) {
      uploaded(calls.openchannel, "?isPrivate=" + (i == 2), "text/plain", "x".repeat(i));
    }
    assertThat(sizes(calls, "sort=" + encoded("{'size':-1}"))).containsExactly(3L, 2L, 1L);
    assertThat(sizes(calls, "query=" + encoded("{isPrivate:true}"))).containsExactly(2L);
    assertThat(sizes(calls, "query=" + encoded("{'uploadDate':{'$gt':1498851408000}}"))).hasSize(3);
    assertThat(sizes(calls, "limit=2&pageNumber=2&sort=" + encoded("{uploadDate:1}")))
        .containsExactly(3L);
    assertThat(sizes(new CatalogCalls(service), "")).isEmpty();
    assertThat(field(calls.openchannel.get("/v2/files?query=%7B"))).isEqualTo("query");
    assertThat(field(calls.openchannel.get("/v2/files?query=" + encoded("{secret:1}"))))
        .isEqualTo("query");
    assertThat(sizes(calls, "query=" + encoded("{'hash.none':1}"))).isEmpty();
    assertThat(field(calls.openchannel.get("/v2/files?limit=101"))).isEqualTo("limit");
  }

  private static List<Long> sizes(CatalogCalls calls, String parameters) {
    Response answer = CONTRACT.check("listFiles", calls.openchannel.get("/v2/files?" + parameters));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().getJsonArray("list").stream()
        .map(file -> ((JsonObject) file).getLong("size"))
        .toList();
  }

  @Test
  void whatNobodyRefersToIsRemovedAfterDays() {
    var calls = new CatalogCalls(service);
    String named =
        uploaded(calls.openchannel, "", "text/plain", "named").json().getString("fileUrl");
    String linked =
        uploaded(calls.openchannel, "?isPrivate=true", "text/plain", "linked")
            .json()
            .getString("fileId");
    String forgotten =
        uploaded(calls.openchannel, "", "text/plain", "f").json().getString("fileUrl");
    String fresh;
    calls.created(app("Icon").put("customData", new JsonObject().put("icon", named)));
    String reviewed = calls.published(app("Reviewed")).getString("appId");
    calls.openchannel.post(
        "/v2/reviews",
        CONTRACT
            .requestObject("createReview")
            .put("appId", reviewed)
            .put("mustOwnApp", false)
            .put("customData", new JsonObject().put("file", linked)));
    service.rows("update stored_file set checked_at = checked_at - interval '4 days'");
    fresh = uploaded(calls.openchannel, "", "text/plain", "fresh").json().getString("fileUrl");
    var changes =
        new FileChanges(
            service.database(),
            new FileStore(""),
            new DirectoryContents(vertx, directory),
            new Spool(vertx, directory.resolve("incoming"), FileLimits.of(1, "*/*")),
            FileLimits.of(1, "*/*"),
            Duration.ofDays(3));
    long before = kept();
    Emporium.await(changes.sweep());
    assertThat(delivered(forgotten).status()).isEqualTo(404);
    assertThat(kept()).isLessThan(before);
    assertThat(delivered(named).text()).isEqualTo("named");
    assertThat(delivered(fresh).text()).isEqualTo("fresh");
    assertThat(calls.openchannel.get("/v2/files/byIdOrUrl?fileIdOrUrl=" + encoded(linked)).status())
        .isEqualTo(200);
    assertThat(URI.create("https:" + named).getPath()).startsWith("/files/");
  }
}
