package dev.emporium.billing.payment;

import dev.emporium.billing.domain.CardAddress;
import dev.emporium.billing.domain.CardNumber;
import dev.emporium.billing.domain.ConnectedAccount;
import dev.emporium.billing.domain.PaymentGateway;
import dev.emporium.billing.domain.PaymentInstrument;
import dev.emporium.billing.store.TestGatewayStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.value.Ids;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The built-in gateway. The card number decides what happens to every charge of it:
 * 4000000000000002 is declined, 4000002500003155 needs the holder's action, 4000000000000119 is
 * charged but says so only when asked again, every other valid number is approved. The number
 * itself is not kept: the token carries the behaviour. Stripe's documented test tokens stand for
 * such numbers: tok_visa, tok_mastercard, tok_amex, tok_discover, tok_jcb and the debit cards are
 * approved, tok_chargeDeclined and tok_chargeCustomerFail declined, tok_threeDSecure2Required needs
 * the holder; any other token is refused. A developer's code {@code ac_X} connects the account
 * {@code acct_X}. Books live in a table of its own, one row a key, so asking twice (or at the same
 * moment) charges once.
 */
public final class TestGateway implements PaymentGateway {
  private static final Map<String, String> BEHAVIOUR =
      Map.of(
          "4000000000000002", "declined",
          "4000002500003155", "action",
          "4000000000000119", "late");

  /** What a token of Stripe's documentation stands for. */
  private record Known(String number, String brand) {}

  private static final Map<String, Known> TOKENS =
      Map.ofEntries(
          Map.entry("tok_visa", new Known("4242424242424242", "VISA")),
          Map.entry("tok_visa_debit", new Known("4000056655665556", "VISA")),
          Map.entry("tok_mastercard", new Known("5555555555554444", "MASTERCARD")),
          Map.entry("tok_mastercard_debit", new Known("5200828282828210", "MASTERCARD")),
          Map.entry("tok_amex", new Known("378282246310005", "AMERICAN_EXPRESS")),
          Map.entry("tok_discover", new Known("6011111111111117", "DISCOVER")),
          Map.entry("tok_jcb", new Known("3566002020360505", "JCB")),
          Map.entry("tok_chargeDeclined", new Known("4000000000000002", "VISA")),
          Map.entry("tok_chargeCustomerFail", new Known("4000000000000002", "VISA")),
          Map.entry("tok_threeDSecure2Required", new Known("4000002500003155", "VISA")));
  private final Database database;

  public TestGateway(Database database) {
    this.database = database;
  }

  @Override
  public CompletionStage<String> tokenize(UUID marketplace, UUID instrumentId, CardNumber card) {
    return CompletableFuture.completedFuture(token(card.number()));
  }

  @Override
  public CompletionStage<PaymentInstrument.Card> keep(
      UUID marketplace, UUID instrumentId, String token) {
    Known known = TOKENS.get(token);
    if (known == null) {
      return CompletableFuture.failedFuture(Failure.invalid("token", "No such token"));
    }
    String number = known.number();
    int year = LocalDate.now(ZoneOffset.UTC).getYear() + 10;
    return CompletableFuture.completedFuture(
        new PaymentInstrument.Card(
            token(number), known.brand(), number.substring(number.length() - 4), null, 12, year));
  }

  @Override
  public CompletionStage<Void> address(String cardToken, CardAddress address) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Void> forget(String cardToken) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<ConnectedAccount> connect(String code) {
    return code.matches("ac_[A-Za-z0-9]{1,64}")
        ? CompletableFuture.completedFuture(
            new ConnectedAccount("acct_" + code.substring(3), "Test account", "US", "usd"))
        : CompletableFuture.failedFuture(Failure.invalid("code", "No such code"));
  }

  @Override
  public CompletionStage<Void> disconnect(String clientId, String stripeId) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<String> transfer(Transfer transfer) {
    return CompletableFuture.completedFuture("test_tr_" + transfer.key());
  }

  private static String token(String number) {
    return "test_" + BEHAVIOUR.getOrDefault(number, "approved") + "_" + Ids.alphanumeric(16);
  }

  @Override
  public CompletionStage<Outcome> charge(Charge charge) {
    String behaviour = charge.token().split("_")[1];
    String outcome =
        switch (behaviour) {
          case "declined" -> "DECLINED";
          case "action" -> "ACTION_REQUIRED";
          default -> "APPROVED";
        };
    return database
        .inMarketplace(
            charge.marketplace(),
            tx ->
                TestGatewayStore.charge(
                    tx,
                    charge.key(),
                    charge.token(),
                    charge.amount(),
                    outcome,
                    "test_" + Ids.hex24()))
        .map(entry -> outcome(entry, behaviour))
        .toCompletionStage();
  }

  private static Outcome outcome(TestGatewayStore.Entry entry, String behaviour) {
    if (behaviour.equals("late") && entry.asked() == 1) {
      return new Outcome.Unknown("The gateway did not answer in time");
    }
    return switch (entry.outcome()) {
      case "DECLINED" ->
          new Outcome.Declined(entry.transactionId(), "card_declined", "The card was declined");
      case "ACTION_REQUIRED" ->
          new Outcome.ActionRequired(
              entry.transactionId(), "The card's holder must authenticate the payment");
      default -> new Outcome.Approved(entry.transactionId());
    };
  }
}
