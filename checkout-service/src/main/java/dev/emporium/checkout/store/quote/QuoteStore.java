package dev.emporium.checkout.store.quote;

import dev.emporium.checkout.domain.opportunity.OpportunitySnapshot;
import dev.emporium.checkout.domain.opportunity.Visibility;
import dev.emporium.checkout.domain.quote.Quote;
import dev.emporium.checkout.domain.quote.QuoteQuery;
import dev.emporium.checkout.store.Selection;
import dev.emporium.checkout.store.opportunity.DealJson;
import dev.emporium.checkout.store.opportunity.OpportunityFilter;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Page;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Quotes at rest. What is read stands as it does at the transaction's time: a quote that nobody
 * answered is EXPIRED from its very moment on, before the job that writes it down.
 */
public final class QuoteStore {
  /** The next number of a quote. */
  public Future<Long> nextNumber(Tx tx) {
    return tx.one(
            """
            insert into quote_number as n (marketplace_id, last) values ($1, 1)
            on conflict (marketplace_id) do update set last = n.last + 1 returning last
            """,
            row -> row.getLong(0),
            tx.marketplace())
        .map(Optional::orElseThrow);
  }

  /** Stores a new quote. */
  public Future<Quote> insert(Tx tx, Quote quote) {
    OpportunitySnapshot offered = quote.offered();
    var people = offered.people();
    return tx.execute(
            """
            insert into quote (marketplace_id, quote_id, version, number, name, status, created_on,
              creator_user_id, creator_company_id, opportunity_id, opportunity_version,
              owner_user_id, owner_company_id, owner_type, customer_user_id, customer_company_id,
              author_user_id, author_company_id, currency, heading, deal, expires_on)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
              $19, $20, $21, $22)
            """,
            tx.marketplace(),
            quote.id(),
            quote.version(),
            quote.number(),
            quote.name(),
            quote.status(),
            quote.createdOn(),
            quote.createdBy().user(),
            quote.createdBy().company(),
            offered.opportunityId(),
            offered.opportunityVersion(),
            people.owner().user(),
            people.owner().company(),
            people.ownerType(),
            people.customer().user(),
            people.customer().company(),
            people.creator().user(),
            people.creator().company(),
            offered.currency().getCurrencyCode(),
            QuoteRow.heading(offered.heading()),
            DealJson.write(offered.deal()),
            quote.expiresOn())
        .map(quote);
  }

  /** Reads a quote; NOT_FOUND when there is none or its opportunity is not seen. */
  public Future<Quote> find(Tx tx, UUID id, Visibility seen) {
    return seen(tx, seen)
        .and("quote_id = ?", id)
        .one("*", QuoteRow::read)
        .map(found -> found.orElseThrow(QuoteStore::notFound).at(tx.now()));
  }

  /** Who sees the quotes of an opportunity is who sees the opportunity. */
  private static Selection seen(Tx tx, Visibility seen) {
    var where = new Selection(tx, "quote");
    return seen.everything()
        ? where
        : where.and(
            "opportunity_id in (select opportunity_id from opportunity where marketplace_id = $1 and "
                + OpportunityFilter.seen(where, seen)
                + ")");
  }

  /** Reads a quote, whoever asks. */
  public Future<Optional<Quote>> find(Tx tx, UUID id) {
    return one(tx, id, "");
  }

  /** As {@link #find(Tx, UUID)}, and nobody else changes it until the transaction ends. */
  public Future<Optional<Quote>> lock(Tx tx, UUID id) {
    return one(tx, id, " for update");
  }

  private static Future<Optional<Quote>> one(Tx tx, UUID id, String lock) {
    return tx.one(
            "select * from quote where marketplace_id = $1 and quote_id = $2" + lock,
            QuoteRow::read,
            tx.marketplace(),
            id)
        .map(found -> found.map(quote -> quote.at(tx.now())));
  }

  /** Every quote of an opportunity, locked, the oldest first. */
  public Future<List<Quote>> lockAll(Tx tx, UUID opportunity) {
    return tx.list(
            """
            select * from quote where marketplace_id = $1 and opportunity_id = $2
            order by number for update
            """,
            QuoteRow::read,
            tx.marketplace(),
            opportunity)
        .map(all -> all.stream().map(quote -> quote.at(tx.now())).toList());
  }

  /** The quote that an opportunity is to be sold at; at most one is approved. */
  public Future<Optional<Quote>> approved(Tx tx, UUID opportunity) {
    return tx.one(
        """
        select * from quote where marketplace_id = $1 and opportunity_id = $2
          and status = 'APPROVED' order by number desc limit 1
        """,
        QuoteRow::read,
        tx.marketplace(),
        opportunity);
  }

  /** Saves a change over the version it was made from; a lost race fails with CONFLICT. */
  public Future<Quote> save(Tx tx, Quote quote) {
    return tx.execute(
            """
            update quote set version = version + 1, name = $4, status = $5, expires_on = $6,
              decision = $7
            where marketplace_id = $1 and quote_id = $2 and version = $3
            """,
            tx.marketplace(),
            quote.id(),
            quote.version(),
            quote.name(),
            quote.status(),
            quote.expiresOn(),
            quote.decision().map(QuoteRow::decision).orElse(null))
        .map(
            rows -> {
              if (rows == 0) {
                throw Failure.conflict("Quote " + quote.id() + " was changed meanwhile.");
              }
              return quote;
            });
  }

  /** One page, the newest first. */
  public Future<Page<Quote>> list(Tx tx, QuoteQuery query) {
    Selection where = seen(tx, query.seen());
    query.opportunity().ifPresent(id -> where.and("opportunity_id = ?", id));
    query
        .status()
        .ifPresent(
            status ->
                where.and(
                    where.with("? = ", status.name())
                        + where.with(
                            """
                            case when status in ('OPEN', 'PENDING') and expires_on <= ?
                              then 'EXPIRED' else status end
                            """,
                            tx.now())));
    query.newest().ifPresent(number -> where.and("number <= ?", number));
    return where.page(
        "*", "number desc", row -> QuoteRow.read(row).at(tx.now()), query.page(), query.size());
  }

  /** Open and pending quotes whose time has passed, locked, as they are written. */
  public Future<List<Quote>> overdue(Tx tx, int most) {
    return tx.list(
        """
        select * from quote where marketplace_id = $1 and status in ('OPEN', 'PENDING')
          and expires_on <= $2 order by expires_on, quote_id limit $3 for update skip locked
        """,
        QuoteRow::read,
        tx.marketplace(),
        tx.now(),
        most);
  }

  /** What is not found, or not for whoever asks (appdirect.txt:7424). */
  public static Failure notFound() {
    return Failure.notFound("No quote found with the given ID");
  }
}
