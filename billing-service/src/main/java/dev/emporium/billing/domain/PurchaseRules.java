package dev.emporium.billing.domain;

import dev.emporium.kit.value.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides how a purchase is paid. */
public final class PurchaseRules {
  private static final Set<String> INSTALLS = Set.of("install", "oauth");

  private PurchaseRules() {}

  /** What has to happen next. */
  public sealed interface Decision {
    /** Nothing may be sold. */
    record Reject(String reason, String message) implements Decision {}

    /** The gateway is asked for {@code amount} before anything is booked. */
    record Charge(PaymentInstrument instrument, Money amount) implements Decision {}

    /**
     * Book at once without the gateway.
     *
     * @param instrument pays later periods; null when nothing will ever be owed
     * @param paid false when the invoice stays open to be settled outside
     */
    record Book(PaymentInstrument instrument, boolean paid) implements Decision {}
  }

  /**
   * Chooses the instrument: the named one and no other, else the buyer's default, else the newest
   * usable of the buyer, else the default of somebody in the buyer's company. Nobody names one for
   * an install or a consent: what stands there is what installation knew of, which may be a
   * colleague's or the default of a moment ago, and is the last choice.
   *
   * @param known the instruments of the buyer's company, newest first
   */
  public static Optional<PaymentInstrument> choose(
      Purchase purchase, List<PaymentInstrument> known, Instant now) {
    var named =
        known.stream()
            .filter(i -> i.id().toString().equals(purchase.paymentInstrumentId()))
            .findFirst();
    if (purchase.paymentInstrumentId() != null && !INSTALLS.contains(purchase.origin())) {
      return named;
    }
    var usable = known.stream().filter(i -> i.isUsable(now)).toList();
    var own = usable.stream().filter(i -> i.userId().equals(purchase.buyerUserId())).toList();
    return own.stream()
        .filter(PaymentInstrument::isDefault)
        .findFirst()
        .or(() -> own.stream().findFirst())
        .or(() -> usable.stream().filter(PaymentInstrument::isDefault).findFirst())
        .or(() -> named);
  }

  /** Free items ask for nothing; whatever is owed now or later needs a usable instrument. */
  public static Decision decide(
      Purchase purchase, Optional<PaymentInstrument> instrument, Instant now) {
    boolean owes = purchase.due().signum() > 0;
    if (!owes && purchase.items().stream().noneMatch(Purchase.Item::isPaid)) {
      return new Decision.Book(null, true);
    }
    if (instrument.isEmpty()) {
      return new Decision.Reject("PAYMENT_REQUIRED", "The buyer has no payment method");
    }
    if (!instrument.get().isUsable(now)) {
      return new Decision.Reject("PAYMENT_REQUIRED", "The payment method has expired");
    }
    if (!owes) {
      return new Decision.Book(instrument.get(), true);
    }
    return instrument.get().method().isInvoiced()
        ? new Decision.Book(instrument.get(), false)
        : new Decision.Charge(instrument.get(), purchase.due());
  }
}
