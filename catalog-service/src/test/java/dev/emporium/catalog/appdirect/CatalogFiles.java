package dev.emporium.catalog.appdirect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.testkit.ContractReplay;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.TestClient;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sends catalog files and waits until they are worked on. */
final class CatalogFiles {
  static final ContractReplay UPLOAD = ContractReplay.of("contract/catalog/appdirect-upload.yaml");
  private static final String BASE = "/api/api/v1/product-uploader-api/";

  private CatalogFiles() {}

  /** The example of docs/catalog-csv.md. */
  static String example() {
    try {
      return Files.readString(Path.of("../docs/catalog-example.csv"));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  static TestClient.Response send(
      TestClient client, String operation, String entityType, String content) {
    String body =
        (entityType == null
                ? ""
                : "--b\r\nContent-Disposition: form-data; name=\"entityType\"\r\n\r\n"
                    + entityType
                    + "\r\n")
            + (content == null
                ? ""
                : "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"test.csv\"\r\n"
                    + "Content-Type: text/csv\r\n\r\n"
                    + content
                    + "\r\n")
            + "--b--\r\n";
    return UPLOAD.check(
        operation, client.send("POST", BASE + operation, "multipart/form-data; boundary=b", body));
  }

  /** What became of a file. */
  static JsonObject process(
      TestClient client, String operation, String entityType, String content) {
    TestClient.Response answer = send(client, operation, entityType, content);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    String id = answer.json().getJsonObject("data").getString("processId");
    Emporium.eventually(
        () -> assertThat(read(client, id).json().getString("status")).isIn("SUCCEEDED", "FAILED"));
    return read(client, id).json();
  }

  static TestClient.Response read(TestClient client, String id) {
    return UPLOAD.check("readUploadProcess", client.get(BASE + "processes/" + id));
  }

  /** A file that must succeed. */
  static JsonObject done(TestClient client, String operation, String entityType, String content) {
    JsonObject process = process(client, operation, entityType, content);
    assertThat(process.getString("status")).as(process.encode()).isEqualTo("SUCCEEDED");
    return process;
  }

  /** Makes and publishes the example. */
  static void publishExample(TestClient client) {
    done(client, "createCatalog", "CATALOG_CONSOLIDATED", example());
    done(client, "publishCatalog", "PRODUCT", "productCode\nhelpdesk\nphone\nstarter\n");
  }
}
