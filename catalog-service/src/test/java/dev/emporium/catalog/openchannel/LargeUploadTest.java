package dev.emporium.catalog.openchannel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.catalog.CatalogService;
import dev.emporium.kit.identity.PrincipalSeal;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.Principals;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EmporiumTest
class LargeUploadTest {
  private static final long LENGTH = 50L << 20;
  private static final String HEAD =
      "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"large.bin\"\r\n\r\n";

  @TempDir static Path directory;
  private static TestService service;

  @BeforeAll
  static void start(Emporium emporium) {
    service =
        emporium.start(
            "catalog", CatalogService::wire, Map.of("FILES_DIRECTORY", directory.toString()));
  }

  private static String seal() {
    // the testkit's key
    var seal =
        new PrincipalSeal("test:dGVzdHRlc3R0ZXN0dGVzdHRlc3R0ZXN0dGVzdHRlc3Q=", Clock.systemUTC());
    return seal.seal(Principals.openchannel(service.marketplace()));
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Zeros, and how much of the heap was in use when most of them had been sent. */
  private static final class Zeros extends InputStream {
    private long left;
    private long usedLate;

    Zeros(long length) {
      this.left = length;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] into, int from, int most) {
      if (left == 0) {
        return -1;
      }
      int length = (int) Math.min(most, left);
      boolean early = left > 4 << 20;
      left -= length;
      if (early && left <= 4 << 20) {
        usedLate = used();
      }
      return length;
    }
  }

  private static HttpResponse<String> upload(Zeros zeros) throws Exception {
    InputStream body =
        new SequenceInputStream(
            Collections.enumeration(List.of(text(HEAD), zeros, text("\r\n--XX--\r\n"))));
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + service.port() + "/v2/files?hash=MD5"))
                .header(PrincipalSeal.HEADER, seal())
                .header("content-type", "multipart/form-data; boundary=XX")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void fiftyMegabytesDoNotGrowTheHeap() throws Exception {
    // what the first request ever makes once is not what is asked about
    assertThat(upload(new Zeros(5L << 20)).statusCode()).isEqualTo(200);
    long before = used();
    var zeros = new Zeros(LENGTH);
    var answer = upload(zeros);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    var file = new JsonObject(answer.body());
    assertThat(file.getLong("size")).isEqualTo(LENGTH);
    assertThat(file.getJsonObject("hash").getString("MD5"))
        .isEqualTo("25E317773F308E446CC84C503A6D1F85");
    assertThat(zeros.usedLate - before).as("bytes more in use").isLessThan(12L << 20);
    String path = file.getString("fileUrl").replaceFirst("^//[^/]+", "");
    try (InputStream content =
        URI.create("http://127.0.0.1:" + service.port() + path).toURL().openStream()) {
      assertThat(content.transferTo(java.io.OutputStream.nullOutputStream())).isEqualTo(LENGTH);
    }
  }

  @Test
  void anUploadThatBreaksOffLeavesNothingBehind() throws IOException {
    try (Socket socket = new Socket(java.net.InetAddress.getLoopbackAddress(), service.port())) {
      String head =
          "POST /v2/files HTTP/1.1\r\nHost: x\r\n%s: %s\r\nContent-Type: multipart/form-data; boundary=XX\r\nContent-Length: 5000000\r\n\r\n"
              .formatted(PrincipalSeal.HEADER, seal());
      socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(HEAD.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(new byte[1_000_000]);
      socket.getOutputStream().flush();
      Emporium.eventually(() -> assertThat(incoming()).isEqualTo(1));
    }
    Emporium.eventually(() -> assertThat(incoming()).isZero());
  }

  private static long incoming() {
    try (Stream<Path> files = Files.list(directory.resolve("incoming"))) {
      return files.count();
    } catch (IOException absent) {
      return -1;
    }
  }
}
