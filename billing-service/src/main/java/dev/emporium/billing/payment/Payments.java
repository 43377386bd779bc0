package dev.emporium.billing.payment;

import dev.emporium.billing.domain.Payment;
import dev.emporium.billing.domain.PaymentGateway.Outcome;
import dev.emporium.billing.domain.PaymentMethod;
import dev.emporium.billing.domain.PaymentResult;
import dev.emporium.billing.event.BillingEvents;
import dev.emporium.billing.store.PaymentStore;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import dev.emporium.kit.value.Money;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** Writes payments with their events. */
final class Payments {
  private Payments() {}

  /**
   * What is paid and by whom.
   *
   * @param invoiceNumber null for a purchase that was refused
   * @param purchaseId null for a renewal
   * @param told what the custom gateway's caller said of it, or null
   */
  record Subject(
      Long invoiceNumber,
      UUID purchaseId,
      UUID companyId,
      UUID userId,
      Money amount,
      List<UUID> subscriptionIds,
      List<UUID> appIds,
      Transactions.Told told) {

    /** A payment that billing takes itself. */
    Subject(
        Long invoiceNumber,
        UUID purchaseId,
        UUID companyId,
        UUID userId,
        Money amount,
        List<UUID> subscriptionIds,
        List<UUID> appIds) {
      this(invoiceNumber, purchaseId, companyId, userId, amount, subscriptionIds, appIds, null);
    }

    /** The same with what a caller said of it. */
    Subject with(Transactions.Told newTold) {
      return new Subject(
          invoiceNumber, purchaseId, companyId, userId, amount, subscriptionIds, appIds, newTold);
    }
  }

  /** Records what the gateway said of a card; the outcome is known. */
  static Future<Payment> record(Tx tx, Subject subject, PaymentMethod method, Outcome outcome) {
    if (outcome instanceof Outcome.Approved approved) {
      return write(
          tx, subject, method, PaymentResult.SUCCESSFUL, approved.transactionId(), null, null);
    }
    if (outcome instanceof Outcome.Declined declined) {
      return write(
          tx,
          subject,
          method,
          PaymentResult.FAILED,
          declined.transactionId(),
          declined.code(),
          declined.message());
    }
    if (outcome instanceof Outcome.ActionRequired action) {
      return write(
          tx,
          subject,
          method,
          PaymentResult.FAILED,
          action.transactionId(),
          "action_required",
          action.message());
    }
    throw new IllegalArgumentException("an unknown outcome is no payment");
  }

  /** Records money that came by other ways. */
  static Future<Payment> recordManual(
      Tx tx, Subject subject, PaymentMethod method, String transactionId) {
    return write(tx, subject, method, PaymentResult.MANUAL, transactionId, null, null);
  }

  private static Future<Payment> write(
      Tx tx,
      Subject subject,
      PaymentMethod method,
      PaymentResult result,
      String transactionId,
      String code,
      String message) {
    return PaymentStore.nextNumber(tx)
        .compose(
            number -> {
              var payment =
                  new Payment(
                      Ids.uuid7(),
                      number,
                      subject.invoiceNumber(),
                      subject.companyId(),
                      subject.userId(),
                      subject.amount(),
                      method,
                      result,
                      transactionId,
                      code,
                      message,
                      subject.subscriptionIds(),
                      subject.appIds(),
                      tx.now());
              return PaymentStore.insert(tx, payment, subject.purchaseId())
                  .compose(done -> Transactions.of(tx, payment, subject.told()))
                  .compose(
                      parts ->
                          tx.append(BillingEvents.payment(payment, parts))
                              .compose(done -> DeveloperShares.remember(tx, payment, parts)))
                  .map(payment);
            });
  }
}
