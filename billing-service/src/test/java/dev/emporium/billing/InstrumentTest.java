package dev.emporium.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.kit.value.Ids;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EmporiumTest
class InstrumentTest {
  private static TestService billing;
  private Fixture shop;

  @BeforeAll
  static void start(Emporium emporium) {
    billing = emporium.start("billing", BillingService::wire);
  }

  @BeforeEach
  void shop(Emporium emporium) {
    shop = new Fixture(emporium, billing);
  }

  @Test
  void cardsAreKeptWithoutTheirNumbers() {
    shop.card("4242424242424242");
    shop.card("5555555555554444");
    String path = shop.path("/users/" + shop.user + "/paymentInstruments");
    var listed = Fixture.APPDIRECT.check("listPaymentInstruments", shop.manager.get(path));
    assertThat(listed.array()).hasSize(2);
    assertThat(listed.array().getJsonObject(0).getBoolean("default")).isFalse();
    assertThat(listed.array().getJsonObject(1).getBoolean("default")).isTrue();
    // as values: three digits may well stand inside of a random id
    assertThat(listed.text())
        .doesNotContain("4242424242424242", "securityCode", "\"333\"", ":333,", ":333}");
    assertThat(
            billing
                .rows(
                    "select row_to_json(p)::text as t from payment_instrument p where marketplace_id = ?",
                    shop.marketplace)
                .toString())
        .doesNotContain("4242424242424242")
        .doesNotContain("5555555555554444");
    JsonObject body = Fixture.APPDIRECT.requestObject("createPaymentInstrument");
    assertThat(
            Fixture.APPDIRECT
                .check(
                    "createPaymentInstrument",
                    shop.manager.post(path, body.copy().put("paymentMethod", "PAYPAL")))
                .status())
        .isEqualTo(400);
    assertThat(
            shop.manager
                .post(path, body.copy().put("accountDisplay", "4242 4242 4242 4242"))
                .status())
        .isEqualTo(400);
    assertThat(
            Fixture.APPDIRECT
                .check(
                    "createPaymentInstrument",
                    shop.manager.post(
                        shop.path("/users/" + Ids.uuid7() + "/paymentInstruments"), body))
                .status())
        .isEqualTo(404);
    Emporium.eventually(() -> assertThat(shop.events("payment-instrument.updated")).hasSize(1));
  }

  @Test
  void oneIsReadChangedAndRemoved(Emporium emporium) {
    String first = shop.card("4242424242424242").toString();
    String second = shop.card("5555555555554444").toString();
    String one = "/api/billing/v1/paymentInstruments/";
    String dflt = one + "default?companyUuid=" + shop.company + "&userUuid=" + shop.user;
    assertThat(read("getDefaultPaymentInstrument", dflt).getString("id")).isEqualTo(second);
    assertThat(read("getPaymentInstrument", one + first).getBoolean("default")).isFalse();
    String path = shop.path("/users/" + shop.user + "/paymentInstruments/" + first);
    JsonObject body = Fixture.APPDIRECT.requestObject("updatePaymentInstrument");
    body.put("accountDisplay", "Mine").put("isDefault", true).remove("vatId");
    body.getJsonObject("billingAddress").put("city", "Montreal");
    JsonObject changed =
        Fixture.APPDIRECT.check("updatePaymentInstrument", shop.manager.put(path, body)).json();
    assertThat(changed.getString("accountDisplay")).isEqualTo("Mine");
    assertThat(changed.getJsonObject("billingAddress").getString("city")).isEqualTo("Montreal");
    assertThat(changed.getBoolean("default")).isTrue();
    assertThat(read("getPaymentInstrument", one + second).getBoolean("default")).isFalse();
    JsonObject other = body.copy();
    other.getJsonObject("creditCard").put("number", "5555555555554444");
    assertThat(
            Fixture.APPDIRECT
                .check("updatePaymentInstrument", shop.manager.put(path, other))
                .status())
        .isEqualTo(400);
    var stranger = new Fixture(emporium, billing);
    assertThat(stranger.manager.get(one + first).status()).isEqualTo(404);
    assertThat(stranger.manager.delete(one + first).status()).isEqualTo(404);
    assertThat(
            Fixture.APPDIRECT
                .check("deletePaymentInstrument", shop.manager.delete(one + first))
                .status())
        .isEqualTo(200);
    assertThat(shop.manager.get(one + first).status()).isEqualTo(404);
    assertThat(shop.manager.put(path, body).status()).isEqualTo(404);
    assertThat(read("getDefaultPaymentInstrument", dflt).getString("id")).isEqualTo(second);
    shop.manager.delete(one + second);
    assertThat(
            Fixture.APPDIRECT.check("getDefaultPaymentInstrument", shop.manager.get(dflt)).status())
        .isEqualTo(404);
    assertThat(
            Fixture.APPDIRECT
                .check("getDefaultPaymentInstrument", shop.manager.get(one + "default"))
                .status())
        .isEqualTo(400);
    Emporium.eventually(() -> assertThat(shop.events("payment-instrument.removed")).hasSize(2));
  }

  private JsonObject read(String operation, String path) {
    return Fixture.APPDIRECT.check(operation, shop.manager.get(path)).json();
  }
}
