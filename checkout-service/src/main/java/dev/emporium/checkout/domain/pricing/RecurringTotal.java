package dev.emporium.checkout.domain.pricing;

import dev.emporium.kit.value.Money;
import java.time.LocalDate;

/**
 * What all items of one billing cycle charge together.
 *
 * @param nextInvoice the earliest day one of them is billed
 */
public record RecurringTotal(BillingCycle cycle, Money total, LocalDate nextInvoice) {

  /** Both together, from the earlier day. */
  RecurringTotal plus(RecurringTotal other) {
    LocalDate earliest = nextInvoice.isBefore(other.nextInvoice) ? nextInvoice : other.nextInvoice;
    return new RecurringTotal(cycle, total.plus(other.total), earliest);
  }
}
