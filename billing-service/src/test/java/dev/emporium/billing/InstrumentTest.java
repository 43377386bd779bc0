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
    assertThat(listed.text()).doesNotContain("4242424242424242").doesNotContain("333");
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
}
