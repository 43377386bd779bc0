package dev.emporium.billing.payment;

import dev.emporium.billing.domain.PaymentInstrument;
import dev.emporium.billing.event.BillingEvents;
import dev.emporium.billing.store.InstrumentStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Constraint;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.util.List;

/**
 * Keeps payment instruments with their events, in whichever dialect they are spoken of. A user who
 * has any has exactly one default: the first is, a new default takes it from the old one, and when
 * the default is removed the newest that is left becomes it.
 */
public final class Instruments {
  private Instruments() {}

  /** Adds one; it becomes the default when it asks for it or is the user's first. */
  public static Future<PaymentInstrument> add(Tx tx, PaymentInstrument draft) {
    return InstrumentStore.ofUser(tx, draft.companyId(), draft.userId())
        .compose(
            known -> {
              PaymentInstrument added =
                  draft.created(draft.isDefault() || known.isEmpty(), tx.now());
              return (added.isDefault() ? clearDefault(tx, added) : Future.<Void>succeededFuture())
                  .compose(done -> InstrumentStore.insert(tx, added))
                  .compose(done -> tell(tx, "added", added))
                  .map(added);
            })
        .recover(Instruments::lostRace);
  }

  /**
   * Writes what {@link PaymentInstrument#changed} may change, and makes it the default when it says
   * so; a default stays it.
   */
  public static Future<PaymentInstrument> change(
      Tx tx, PaymentInstrument before, PaymentInstrument wanted) {
    var after =
        wanted.changed(
            wanted.accountDisplay(),
            wanted.billingAddress(),
            wanted.vatId(),
            before.isDefault() || wanted.isDefault());
    boolean takes = after.isDefault() && !before.isDefault();
    return (takes ? clearDefault(tx, after) : Future.<Void>succeededFuture())
        .compose(done -> InstrumentStore.update(tx, after))
        .compose(done -> tell(tx, "updated", after))
        .map(after)
        .recover(Instruments::lostRace);
  }

  /** Removes it; the newest of the user's others follows a default. */
  public static Future<Void> remove(Tx tx, PaymentInstrument gone) {
    return InstrumentStore.remove(tx, gone)
        .compose(done -> tell(tx, "removed", asDefault(gone, false)))
        .compose(done -> InstrumentStore.ofUser(tx, gone.companyId(), gone.userId()))
        .compose(left -> gone.isDefault() ? follow(tx, left) : Future.succeededFuture());
  }

  private static Future<Void> follow(Tx tx, List<PaymentInstrument> oldestFirst) {
    if (oldestFirst.isEmpty()) {
      return Future.succeededFuture();
    }
    var next = oldestFirst.get(oldestFirst.size() - 1);
    return change(tx, next, asDefault(next, true)).mapEmpty();
  }

  private static PaymentInstrument asDefault(PaymentInstrument i, boolean isDefault) {
    return i.changed(i.accountDisplay(), i.billingAddress(), i.vatId(), isDefault);
  }

  private static Future<Void> clearDefault(Tx tx, PaymentInstrument next) {
    return InstrumentStore.clearDefault(tx, next.companyId(), next.userId())
        .compose(old -> old.isEmpty() ? Future.succeededFuture() : tell(tx, "updated", old.get()));
  }

  private static Future<Void> tell(Tx tx, String change, PaymentInstrument instrument) {
    return tx.append(BillingEvents.instrument(change, instrument, tx.now()));
  }

  private static Future<PaymentInstrument> lostRace(Throwable failure) {
    return Future.failedFuture(
        Constraint.violated(failure, "instrument_default")
            ? Failure.conflict("The user's default payment instrument was just changed")
            : failure);
  }
}
