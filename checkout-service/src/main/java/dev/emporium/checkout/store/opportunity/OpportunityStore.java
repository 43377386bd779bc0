package dev.emporium.checkout.store.opportunity;

import dev.emporium.checkout.domain.opportunity.Heading;
import dev.emporium.checkout.domain.opportunity.Opportunity;
import dev.emporium.checkout.domain.opportunity.OpportunityQuery;
import dev.emporium.checkout.domain.opportunity.People;
import dev.emporium.checkout.domain.opportunity.Progress;
import dev.emporium.checkout.domain.opportunity.Visibility;
import dev.emporium.checkout.store.JsonValues;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Page;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Opportunities at rest. Every method works inside the caller's transaction. */
public final class OpportunityStore {
  /** Stores a new opportunity. */
  public Future<Opportunity> insert(Tx tx, Opportunity opportunity) {
    People people = opportunity.people();
    return tx.execute(
            """
            insert into opportunity (marketplace_id, opportunity_id, version, name, effective_on,
              attributes, owner_user_id, owner_company_id, owner_type, status, deal, purchase_id,
              purchase_number, quote_id, rejection, created_on, customer_user_id,
              customer_company_id, creator_user_id, creator_company_id, currency)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
              $19, $20, $21)
            """,
            columns(
                tx,
                opportunity,
                opportunity.createdOn(),
                people.customer().user(),
                people.customer().company(),
                people.creator().user(),
                people.creator().company(),
                opportunity.currency().getCurrencyCode()))
        .map(opportunity);
  }

  /** Everything that changes, in the order of {@code insert} and {@code update}. */
  private static Object[] columns(Tx tx, Opportunity opportunity, Object... more) {
    Heading heading = opportunity.heading();
    People people = opportunity.people();
    Progress progress = opportunity.progress();
    return Stream.concat(
            Stream.of(
                tx.marketplace(),
                opportunity.id(),
                opportunity.version(),
                heading.name(),
                heading.purchaseEffectiveDate(),
                JsonValues.lists(heading.attributes()),
                people.owner().user(),
                people.owner().company(),
                people.ownerType(),
                opportunity.status(),
                DealJson.write(opportunity.deal()),
                progress.sale().map(Progress.Sale::purchaseId).orElse(null),
                progress.sale().map(Progress.Sale::number).orElse(null),
                progress.sale().map(Progress.Sale::quoteId).orElse(null),
                progress.rejection().map(JsonValues::rejection).orElse(null)),
            Stream.of(more))
        .toArray();
  }

  /** Reads an opportunity; fails with NOT_FOUND when it is not there or not seen. */
  public Future<Opportunity> find(Tx tx, UUID id, Visibility seen) {
    return one(tx, id, seen, "");
  }

  /** As {@link #find}, and nobody else changes it until the transaction ends. */
  public Future<Opportunity> lock(Tx tx, UUID id, Visibility seen) {
    return one(tx, id, seen, " for update");
  }

  /** As {@link #lock}, whoever sees it. */
  public Future<Optional<Opportunity>> lock(Tx tx, UUID id) {
    return read(tx, id, " for update");
  }

  private static Future<Opportunity> one(Tx tx, UUID id, Visibility seen, String lock) {
    return read(tx, id, lock)
        .map(
            found ->
                found
                    .filter(opportunity -> seen.covers(opportunity.people()))
                    .orElseThrow(() -> Opportunity.notFound(id.toString())));
  }

  private static Future<Optional<Opportunity>> read(Tx tx, UUID id, String lock) {
    return tx.one(
        "select * from opportunity where marketplace_id = $1 and opportunity_id = $2" + lock,
        OpportunityRow::read,
        tx.marketplace(),
        id);
  }

  /**
   * Saves a change over the version it was made from; a lost race fails with CONFLICT.
   *
   * @return the opportunity with its next version
   */
  public Future<Opportunity> save(Tx tx, Opportunity changed) {
    return tx.execute(
            """
            update opportunity set version = version + 1, name = $4, effective_on = $5,
              attributes = $6, owner_user_id = $7, owner_company_id = $8, owner_type = $9,
              status = $10, deal = $11, purchase_id = $12, purchase_number = $13, quote_id = $14,
              rejection = $15
            where marketplace_id = $1 and opportunity_id = $2 and version = $3
            """,
            columns(tx, changed))
        .map(
            rows -> {
              if (rows == 0) {
                throw Failure.conflict("Opportunity " + changed.id() + " was changed meanwhile.");
              }
              return new Opportunity(
                  changed.id(),
                  changed.createdOn(),
                  changed.version() + 1,
                  changed.people(),
                  changed.currency(),
                  changed.heading(),
                  changed.deal(),
                  changed.progress());
            });
  }

  /** Removes an opportunity with its last validation. */
  public Future<?> delete(Tx tx, UUID id) {
    return tx.execute(
            """
            delete from opportunity_validation where marketplace_id = $1 and opportunity_id = $2
            """,
            tx.marketplace(),
            id)
        .compose(
            done ->
                tx.execute(
                    "delete from opportunity where marketplace_id = $1 and opportunity_id = $2",
                    tx.marketplace(),
                    id));
  }

  /** One page, in a stable order. */
  public Future<Page<Opportunity>> list(Tx tx, OpportunityQuery query) {
    return OpportunityFilter.of(tx, query)
        .page(
            "*",
            OpportunityFilter.order(query),
            OpportunityRow::read,
            query.number() - 1,
            query.size());
  }

  /** The next number of an opportunity's purchase, at least six digits (appdirect.txt:4666). */
  public Future<String> nextPurchaseNumber(Tx tx) {
    return tx.one(
            """
            insert into opportunity_purchase_number as n (marketplace_id, last) values ($1, 1)
            on conflict (marketplace_id) do update set last = n.last + 1
            returning last
            """,
            row -> row.getLong(0),
            tx.marketplace())
        .map(last -> "%06d".formatted(last.orElseThrow()));
  }
}
