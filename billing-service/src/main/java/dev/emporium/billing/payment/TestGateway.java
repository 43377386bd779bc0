package dev.emporium.billing.payment;

import dev.emporium.billing.domain.CardNumber;
import dev.emporium.billing.domain.PaymentGateway;
import dev.emporium.billing.store.TestGatewayStore;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.value.Ids;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The built-in gateway. The card number decides what happens to every charge of it:
 * 4000000000000002 is declined, 4000002500003155 needs the holder's action, 4000000000000119 is
 * charged but says so only when asked again, every other valid number is approved. The number
 * itself is not kept: the token carries the behaviour. Books live in a table of its own, one row a
 * key, so asking twice (or at the same moment) charges once.
 */
public final class TestGateway implements PaymentGateway {
  private static final Map<String, String> BEHAVIOUR =
      Map.of(
          "4000000000000002", "declined",
          "4000002500003155", "action",
          "4000000000000119", "late");
  private final Database database;

  public TestGateway(Database database) {
    this.database = database;
  }

  @Override
  public CompletionStage<String> tokenize(UUID marketplace, UUID instrumentId, CardNumber card) {
    return CompletableFuture.completedFuture(
        "test_" + BEHAVIOUR.getOrDefault(card.number(), "approved") + "_" + Ids.alphanumeric(16));
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
