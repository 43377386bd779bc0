package dev.emporium.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** HighLevel's client charges the demo's wallet for three units, sees it, refunds it. */
final class WalletStory {
  private final GatewayClient highlevel;
  private final Map<String, String> demo;

  WalletStory(OneMachine machine) {
    demo = machine.demo();
    highlevel = machine.gateway().bearer(demo.get("HIGHLEVEL_LOCATION_TOKEN"));
  }

  void chargesThreeUnitsAndRefunds() {
    String event = UUID.randomUUID().toString();
    var answers =
        Stream.of(1, 2, 3)
            .parallel()
            .map(i -> highlevel.post("/marketplace/billing/charges", charge(demo, event, 3)))
            .toList();
    assertThat(answers).allMatch(a -> a.status() == 201);
    assertThat(answers.stream().map(a -> a.json().getString("chargeId")).distinct()).hasSize(1);
    String id = answers.get(0).json().getString("chargeId");
    JsonObject listed = highlevel.get("/marketplace/billing/charges?eventId=" + event).ok().json();
    assertThat(listed.getJsonObject("pagination").getInteger("total")).isEqualTo(1);
    JsonObject charge = listed.getJsonArray("charges").getJsonObject(0);
    assertThat(new BigDecimal(charge.getValue("amountCharged").toString()))
        .isEqualByComparingTo("1.50");
    assertThat(
            highlevel
                .get("/marketplace/billing/charges/has-funds")
                .ok()
                .json()
                .getBoolean("hasFunds"))
        .isTrue();
    assertThat(
            highlevel
                .delete("/marketplace/billing/charges/" + id)
                .ok()
                .json()
                .getBoolean("success"))
        .isTrue();
    JsonObject refunded = highlevel.get("/marketplace/billing/charges/" + id).ok().json();
    assertThat(refunded.getBoolean("refunded")).isTrue();
  }

  /** What the demo's app asks for units of its meter. */
  static JsonObject charge(Map<String, String> demo, String event, int units) {
    return new JsonObject()
        .put("appId", demo.get("HIGHLEVEL_APP_ID"))
        .put("meterId", demo.get("HIGHLEVEL_METER_ID"))
        .put("eventId", event)
        .put("locationId", demo.get("HIGHLEVEL_LOCATION_ID"))
        .put("companyId", demo.get("HIGHLEVEL_COMPANY_ID"))
        .put("description", units + " messages")
        .put("units", units);
  }
}
