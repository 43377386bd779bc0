package dev.emporium.catalog.appdirect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.catalog.CatalogCalls;
import dev.emporium.catalog.CatalogService;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonObject;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@EmporiumTest
class LargeUploadTest {
  private static final String HEADER =
      "productCode,productName,developerId,editionCode,planCode,frequency,costCode,costType,strategy,amounts\n";
  private static TestService service;

  @BeforeAll
  static void start(Emporium emporium) {
    service = emporium.start("catalog", CatalogService::wire);
  }

  @Test
  @DisplayName(
      "a file of mistakes alone, and an add-on of thousands of products, come to their end")
  void mistakes() {
    var calls = new CatalogCalls(service);
    String rows =
        IntStream.range(0, 15_000)
            .mapToObj(i -> "m" + i + ",M,d,e,p,MONTHLY,c,RECURRING_FLAT,FLAT,USD:x\n")
            .collect(Collectors.joining());
    JsonObject failed =
        CatalogFiles.process(calls.manager, "createCatalog", "CATALOG_CONSOLIDATED", HEADER + rows);
    assertThat(failed.getString("status")).isEqualTo("FAILED");
    assertThat(failed.getJsonArray("errors")).hasSize(100);
    assertThat(failed.getInteger("rows")).isEqualTo(15_000);

    String parents =
        IntStream.range(0, 3_000).mapToObj(i -> "n" + i).collect(Collectors.joining("|"));
    JsonObject addOn =
        CatalogFiles.process(
            calls.manager,
            "createCatalog",
            "CATALOG_CONSOLIDATED",
            HEADER.replace("\n", ",addOnOf\n")
                + "a,A,d,e,p,MONTHLY,c,RECURRING_FLAT,FLAT,USD:1,"
                + parents
                + "\n");
    assertThat(addOn.getString("status")).isEqualTo("FAILED");
    CatalogFiles.done(
        calls.manager,
        "createCatalog",
        "CATALOG_CONSOLIDATED",
        HEADER + "b,B,d,e,p,MONTHLY,c,RECURRING_FLAT,FLAT,USD:1\n");
  }
}
