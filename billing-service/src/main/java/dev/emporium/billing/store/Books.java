package dev.emporium.billing.store;

import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;

/** Checks that the figures of a marketplace add up. */
public final class Books {
  private Books() {}

  /** One pair of figures that must be equal. */
  public record Difference(String what, String key, BigDecimal expected, BigDecimal actual) {}

  /**
   * Every figure that does not add up; empty when the books are right. Paid invoices have exactly
   * their total in settling payments, others none; an invoice's lines make its total; a settling
   * payment is the sum of its transactions, and no ownership has more refunded than paid; a
   * wallet's balance is the sum of its entries and each charge stands in the ledger once, each
   * refunded one twice.
   */
  public static Future<List<Difference>> differences(Tx tx) {
    return tx.list(
        """
        select 'invoice paid' as what, i.invoice_number::text as key,
          case i.status when 'PAID' then i.total else 0 end as expected, coalesce(sum(p.amount), 0) as actual
        from invoice i left join payment p on p.marketplace_id = i.marketplace_id
          and p.invoice_number = i.invoice_number and p.result in ('SUCCESSFUL', 'MANUAL')
        where i.marketplace_id = $1
        group by i.invoice_number, i.status, i.total
        having (case i.status when 'PAID' then i.total else 0 end) <> coalesce(sum(p.amount), 0)
        union all
        select 'invoice lines', i.invoice_number::text, i.total, coalesce(sum((l ->> 'price')::numeric), 0)
        from invoice i left join lateral jsonb_array_elements(i.lines) l on true
        where i.marketplace_id = $1
        group by i.invoice_number, i.total
        having i.total <> coalesce(sum((l ->> 'price')::numeric), 0)
        union all
        select 'payment transactions', p.payment_number::text,
          case when p.result in ('SUCCESSFUL', 'MANUAL') then p.amount else 0 end, coalesce(t.amount, 0)
        from payment p
        left join unnest($2::text[], $3::int[]) as other (currency, digits) on other.currency = p.currency
        left join lateral (select sum(x.amount) / power(10::numeric, coalesce(other.digits, 2)) as amount
          from app_transaction x where x.marketplace_id = $1 and x.payment_number = p.payment_number
            and x.type = 'payment') t on true
        where p.marketplace_id = $1
          and (case when p.result in ('SUCCESSFUL', 'MANUAL') then p.amount else 0 end) <> coalesce(t.amount, 0)
        union all
        select 'refunded', ownership_id, paid, refunded
        from (select ownership_id, coalesce(sum(amount) filter (where type = 'payment'), 0) as paid,
            coalesce(sum(amount) filter (where type = 'refund'), 0) as refunded
          from app_transaction where marketplace_id = $1 and ownership_id is not null group by ownership_id) sums
        where refunded > paid
        union all
        select 'wallet balance', w.company_id::text, w.balance, coalesce(sum(e.amount), 0)
        from wallet w left join wallet_entry e on e.marketplace_id = w.marketplace_id and e.company_id = w.company_id
        where w.marketplace_id = $1
        group by w.company_id, w.balance
        having w.balance <> coalesce(sum(e.amount), 0)
        union all
        select 'wallet charge', c.charge_id, case when c.refunded then 0 else -c.amount end, coalesce(sum(e.amount), 0)
        from wallet_charge c left join wallet_entry e on e.marketplace_id = c.marketplace_id and e.charge_id = c.charge_id
        where c.marketplace_id = $1
        group by c.charge_id, c.refunded, c.amount
        having (case when c.refunded then 0 else -c.amount end) <> coalesce(sum(e.amount), 0)
        """,
        row ->
            new Difference(
                row.getString("what"),
                row.getString("key"),
                row.getBigDecimal("expected"),
                row.getBigDecimal("actual")),
        tx.marketplace(),
        odd().map(Currency::getCurrencyCode).toArray(String[]::new),
        odd().map(Currency::getDefaultFractionDigits).toArray(Integer[]::new));
  }

  /** Currencies whose smallest unit is not a hundredth. */
  private static Stream<Currency> odd() {
    return Currency.getAvailableCurrencies().stream()
        .filter(c -> c.getDefaultFractionDigits() >= 0 && c.getDefaultFractionDigits() != 2)
        .sorted(Comparator.comparing(Currency::getCurrencyCode));
  }
}
