package dev.emporium.billing.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.emporium.billing.domain.CardAddress;
import dev.emporium.billing.domain.CardNumber;
import dev.emporium.billing.domain.ConnectedAccount;
import dev.emporium.billing.domain.PaymentGateway.Charge;
import dev.emporium.billing.domain.PaymentGateway.Outcome;
import dev.emporium.billing.domain.PaymentGateway.Transfer;
import dev.emporium.billing.domain.PaymentInstrument;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import dev.emporium.kit.value.Ids;
import dev.emporium.kit.value.Money;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The adapter against a local server that speaks Stripe's wire format. */
class StripeGatewayTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private final Vertx vertx = Vertx.vertx();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Map<String, String> replies = new ConcurrentHashMap<>();
  private HttpServer server;
  private StripeGateway gateway;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    gateway =
        new StripeGateway(vertx, "sk_test_x", "http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** Replies are {@code status body} by method and path. */
  private void answer(HttpExchange exchange) throws IOException {
    String body =
        URLDecoder.decode(
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
            StandardCharsets.UTF_8);
    String route = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    requests.add(
        route
            + " "
            + exchange.getRequestHeaders().getFirst("Idempotency-Key")
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization")
            + " "
            + body);
    String reply = replies.getOrDefault(route, "500 {\"error\":{\"type\":\"api_error\"}}");
    byte[] bytes = reply.substring(4).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(Integer.parseInt(reply.substring(0, 3)), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Outcome charge(String reply) {
    replies.put("POST /v1/payment_intents", reply);
    return charge(Instant.now(java.time.Clock.systemUTC()));
  }

  private Outcome charge(Instant askedFirst) {
    return gateway
        .charge(
            new Charge(
                new UUID(0, 1),
                "purchase/1",
                Money.of("25.00", "USD"),
                "cus_1/pm_1",
                "Purchase 1",
                askedFirst))
        .toCompletableFuture()
        .join();
  }

  private static String intent(String status) {
    return "{\"id\":\"pi_1\",\"object\":\"payment_intent\",\"status\":\"" + status + "\"}";
  }

  @Test
  void aChargeIsAConfirmedIntentUnderItsKey() {
    assertThat(charge("200 " + intent("succeeded"))).isEqualTo(new Outcome.Approved("pi_1"));
    assertThat(requests).hasSize(1);
    assertThat(requests.get(0))
        .contains("POST /v1/payment_intents purchase/1 Bearer sk_test_x")
        .contains("amount=2500")
        .contains("currency=usd")
        .contains("customer=cus_1")
        .contains("payment_method=pm_1")
        .contains("confirm=true")
        .contains("off_session=true")
        .contains("metadata[key]=purchase/1");
  }

  @Test
  void refusalsAreOutcomes() {
    assertThat(
            charge(
                "402 {\"error\":{\"type\":\"card_error\",\"code\":\"card_declined\",\"decline_code\":\"insufficient_funds\","
                    + "\"message\":\"Your card\",\"payment_intent\":"
                    + intent("requires_payment_method")
                    + "}}"))
        .isEqualTo(new Outcome.Declined("pi_1", "insufficient_funds", "The card was declined"));
    assertThat(
            charge(
                "402 {\"error\":{\"type\":\"card_error\",\"code\":\"authentication_required\",\"message\":\"x\"}}"))
        .isInstanceOf(Outcome.ActionRequired.class);
    assertThat(charge("200 " + intent("requires_action")))
        .isInstanceOf(Outcome.ActionRequired.class);
    assertThat(
            charge(
                "400 {\"error\":{\"type\":\"invalid_request_error\",\"code\":\"amount_too_small\"}}"))
        .isInstanceOf(Outcome.Declined.class);
  }

  @Test
  void whatMayHaveHappenedIsUnknown() {
    assertThat(charge("500 {\"error\":{\"type\":\"api_error\"}}"))
        .isInstanceOf(Outcome.Unknown.class);
    assertThat(
            charge("429 {\"error\":{\"type\":\"invalid_request_error\",\"code\":\"rate_limit\"}}"))
        .isInstanceOf(Outcome.Unknown.class);
    assertThat(charge("409 {\"error\":{\"type\":\"idempotency_error\"}}"))
        .isInstanceOf(Outcome.Unknown.class);
    assertThat(charge("401 {\"error\":{\"type\":\"invalid_request_error\"}}"))
        .isInstanceOf(Outcome.Unknown.class);
    server.stop(0);
    assertThat(charge("200 {}")).isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void whatWasInProgressIsLookedUp() {
    replies.put("GET /v1/payment_intents/pi_1", "200 " + intent("succeeded"));
    assertThat(charge("200 " + intent("processing"))).isEqualTo(new Outcome.Approved("pi_1"));
    replies.put("GET /v1/payment_intents/pi_1", "200 " + intent("processing"));
    assertThat(charge("200 " + intent("processing"))).isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void aChargeOlderThanStripesKeysIsSearchedFirst() {
    replies.put(
        "GET /v1/payment_intents/search",
        "200 {\"object\":\"search_result\",\"data\":[" + intent("succeeded") + "]}");
    assertThat(charge(Instant.parse("2020-01-01T00:00:00Z")))
        .isEqualTo(new Outcome.Approved("pi_1"));
    assertThat(requests).noneMatch(request -> request.startsWith("POST"));
  }

  @Test
  void aCardBecomesACustomerWithItsMethod() {
    replies.put("POST /v1/customers", "200 {\"id\":\"cus_1\",\"object\":\"customer\"}");
    replies.put("POST /v1/payment_methods", "200 {\"id\":\"pm_1\",\"object\":\"payment_method\"}");
    replies.put(
        "POST /v1/payment_methods/pm_1/attach",
        "200 {\"id\":\"pm_1\",\"object\":\"payment_method\"}");
    UUID instrument = Ids.uuid7();
    assertThat(tokenize(instrument)).isEqualTo("cus_1/pm_1");
    assertThat(requests.get(1)).contains(instrument + "/method").contains("4242424242424242");
    replies.put(
        "POST /v1/payment_methods",
        "402 {\"error\":{\"type\":\"card_error\",\"code\":\"incorrect_number\",\"message\":\"x\"}}");
    assertThatThrownBy(() -> tokenize(instrument))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(Failure.class)
        .hasMessageContaining("refused");
  }

  private String tokenize(UUID instrument) {
    var card = CardNumber.checked("4242424242424242", "123", "Ada", 12, 2040, NOW);
    return gateway.tokenize(new UUID(0, 1), instrument, card).toCompletableFuture().join();
  }

  @Test
  void aTokenBecomesACardThatCanBeCharged() {
    replies.put("POST /v1/customers", "200 {\"id\":\"cus_1\",\"object\":\"customer\"}");
    replies.put(
        "POST /v1/payment_methods",
        "200 {\"id\":\"pm_1\",\"object\":\"payment_method\",\"billing_details\":{\"name\":\"Ada\"},"
            + "\"card\":{\"brand\":\"amex\",\"last4\":\"0005\",\"exp_month\":3,\"exp_year\":2031}}");
    replies.put(
        "POST /v1/payment_methods/pm_1/attach",
        "200 {\"id\":\"pm_1\",\"object\":\"payment_method\"}");
    UUID instrument = Ids.uuid7();
    assertThat(keep(instrument))
        .isEqualTo(
            new PaymentInstrument.Card("cus_1/pm_1", "AMERICAN_EXPRESS", "0005", "Ada", 3, 2031));
    assertThat(requests.get(1)).contains("card[token]=tok_amex").contains(instrument + "/method");
    for (String error :
        List.of(
            "402 {\"error\":{\"type\":\"card_error\",",
            "400 {\"error\":{\"type\":\"invalid_request_error\",")) {
      replies.put("POST /v1/payment_methods", error + "\"code\":\"resource_missing\"}}");
      assertRefused(() -> keep(instrument), Kind.INVALID);
    }
    replies.put("POST /v1/payment_methods", "500 {\"error\":{\"type\":\"api_error\"}}");
    assertRefused(() -> keep(instrument), Kind.UNAVAILABLE);
  }

  private PaymentInstrument.Card keep(UUID instrument) {
    return gateway.keep(new UUID(0, 1), instrument, "tok_amex").toCompletableFuture().join();
  }

  private static void assertRefused(ThrowingCallable call, Kind kind) {
    assertThatThrownBy(call)
        .cause()
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(kind));
  }

  @Test
  void aKeptCardIsUpdatedAndLetGo() {
    replies.put(
        "POST /v1/payment_methods/pm_1", "200 {\"id\":\"pm_1\",\"object\":\"payment_method\"}");
    replies.put(
        "POST /v1/payment_methods/pm_1/detach",
        "200 {\"id\":\"pm_1\",\"object\":\"payment_method\"}");
    var address = new CardAddress("1 Way", null, "LA", null, "90210", "US");
    gateway.address("cus_1/pm_1", address).toCompletableFuture().join();
    assertThat(requests.get(0))
        .contains("billing_details[address][postal_code]=90210")
        .contains("billing_details[address][line1]=1 Way")
        .doesNotContain("line2");
    gateway.forget("cus_1/pm_1").toCompletableFuture().join();
    replies.put(
        "POST /v1/payment_methods/pm_1/detach",
        "404 {\"error\":{\"type\":\"invalid_request_error\",\"code\":\"resource_missing\"}}");
    gateway.forget("cus_1/pm_1").toCompletableFuture().join();
    assertThat(requests).hasSize(3);
  }

  @Test
  void aShareIsATransferOfTheChargeUnderItsKey() {
    replies.put(
        "GET /v1/payment_intents/pi_1",
        "200 {\"id\":\"pi_1\",\"object\":\"payment_intent\",\"latest_charge\":\"ch_1\"}");
    replies.put("POST /v1/transfers", "200 {\"id\":\"tr_1\",\"object\":\"transfer\"}");
    assertThat(transfer(false)).isEqualTo("tr_1");
    assertThat(requests).hasSize(2);
    assertThat(requests.get(1))
        .contains("POST /v1/transfers transaction/5463 ")
        .contains("amount=695")
        .contains("currency=usd")
        .contains("destination=acct_1")
        .contains("source_transaction=ch_1")
        .contains("transfer_group=transaction/5463");
    replies.put(
        "GET /v1/transfers",
        "200 {\"object\":\"list\",\"data\":[{\"id\":\"tr_0\",\"object\":\"transfer\"}]}");
    assertThat(transfer(true)).as("done before").isEqualTo("tr_0");
    assertThat(requests).hasSize(3);
    replies.put("GET /v1/transfers", "200 {\"object\":\"list\",\"data\":[]}");
    assertThat(transfer(true)).isEqualTo("tr_1");
    replies.put("POST /v1/transfers", "400 {\"error\":{\"type\":\"invalid_request_error\"}}");
    assertRefused(() -> transfer(false), Kind.UNAVAILABLE);
  }

  private String transfer(boolean askedBefore) {
    return gateway
        .transfer(
            new Transfer(
                new UUID(0, 1), "5463", Money.of("6.95", "USD"), "pi_1", "acct_1", askedBefore))
        .toCompletableFuture()
        .join();
  }

  @Test
  void anAccountIsConnectedByItsCodeAndDisconnected() {
    replies.put(
        "POST /oauth/token", "200 {\"scope\":\"read_write\",\"stripe_user_id\":\"acct_1\"}");
    replies.put(
        "GET /v1/accounts/acct_1",
        "200 {\"id\":\"acct_1\",\"object\":\"account\",\"country\":\"US\",\"default_currency\":\"usd\","
            + "\"business_profile\":{\"name\":\"my account\"}}");
    assertThat(gateway.connect("ac_1").toCompletableFuture().join())
        .isEqualTo(new ConnectedAccount("acct_1", "my account", "US", "usd"));
    assertThat(requests.get(0)).contains("code=ac_1").contains("grant_type=authorization_code");
    replies.put("POST /oauth/deauthorize", "200 {\"stripe_user_id\":\"acct_1\"}");
    gateway.disconnect("ca_1", "acct_1").toCompletableFuture().join();
    assertThat(requests.get(2)).contains("client_id=ca_1").contains("stripe_user_id=acct_1");
    replies.put(
        "POST /oauth/token",
        "400 {\"error\":\"invalid_grant\",\"error_description\":\"used before\"}");
    assertRefused(() -> gateway.connect("ac_1").toCompletableFuture().join(), Kind.INVALID);
  }
}
