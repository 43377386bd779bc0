package dev.emporium.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.kit.event.Received;
import dev.emporium.testkit.ContractReplay;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** OpenChannel's events of developers, told by catalog and billing (openchannel.txt:479-482). */
@EmporiumTest
class DeveloperNewsTest {
  private static final ContractReplay REPLAY =
      ContractReplay.of("contract/installation/openchannel.yaml");
  private static Shop shop;

  @BeforeAll
  static void open(Emporium emporium) {
    shop = Shop.open(emporium);
  }

  private static JsonObject event(Received told) {
    var found = new JsonObject[1];
    String path = "/v2/event/" + told.id().replace("-", "").substring(0, 24);
    Emporium.eventually(
        () -> {
          var answer = shop.openchannel().get(path);
          assertThat(answer.status()).isEqualTo(200);
          found[0] = REPLAY.check("getEvent", answer).json();
        });
    assertThat(shop.another().openchannel().get(path).status()).isEqualTo(404);
    return found[0];
  }

  @Test
  void developersAreCreatedUpdatedAndRemoved(Emporium emporium) {
    for (String type : List.of("developer.created", "developer.updated", "developer.removed")) {
      Received told =
          emporium.publish(
              "catalog",
              shop.marketplace,
              type,
              "developer/0190a000-0000-7000-8000-0000000000d1",
              new JsonObject().put("developerId", "d1").put("name", "Dev"));
      JsonObject event = event(told);
      assertThat(event.getString("eventType")).isEqualTo(type);
      assertThat(event.getLong("createdDate")).isEqualTo(told.time().toEpochMilli());
      assertThat(event.containsKey("developer")).as("no payload for these").isFalse();
    }
  }

  @Test
  void aShareThatWaitsForAnAccountSaysWhose(Emporium emporium) {
    Received held =
        emporium.publish(
            "billing",
            shop.marketplace,
            "developer-share.held",
            "developer-share/5463cee5e4b042e3e26f1e41",
            new JsonObject()
                .put("transactionId", "5463cee5e4b042e3e26f1e41")
                .put("developerId", "d1")
                .put("amount", new JsonObject().put("amount", "6.95").put("currency", "USD")));
    JsonObject event = event(held);
    assertThat(event.getString("eventType")).isEqualTo("developer.paymentDetailsRequired");
    assertThat(event.getJsonObject("developer").getString("developerId")).isEqualTo("d1");
  }
}
