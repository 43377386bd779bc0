package dev.emporium.checkout.store.lead;

import dev.emporium.checkout.domain.lead.Lead;
import dev.emporium.checkout.domain.lead.LeadCustomer;
import dev.emporium.checkout.domain.lead.LeadQuery;
import dev.emporium.checkout.domain.lead.Person;
import dev.emporium.checkout.domain.lead.Standpoint;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Page;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Leads at rest. Every method works inside the caller's transaction. */
public final class LeadStore {

  /** Stores a new lead. */
  public Future<Lead> insert(Tx tx, Lead lead) {
    var origin = lead.origin();
    var keys = new Keys(lead.content().customer());
    return tx.execute(
            """
            insert into lead (marketplace_id, lead_id, version, partner, lead_type, status,
              sales_status, result, customer, attributes, notes, product, developer,
              profile_company, creator_user, creator_company, creator_role, referrer_company,
              recipient_company, reseller_user, reseller_company, converted_user,
              converted_company, linked, sales, source, target, created_on, last_modified,
              company_key, contact_key, last_name_key, email_key)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
              $19, null, null, null, null, false, $20, $21, $22, $23, $24, $25, $26, $27, $28)
            """,
            tx.marketplace(),
            lead.id(),
            lead.version(),
            origin.partner(),
            origin.type(),
            lead.status(),
            lead.salesStatus(),
            lead.progress().result(),
            LeadRow.customer(lead.content().customer()),
            new JsonObject(lead.content().attributes()),
            lead.content().notes(),
            LeadRow.product(origin.product()),
            origin.product() == null ? null : origin.product().developer(),
            origin.profileCompany(),
            origin.creator().user(),
            origin.creator().company(),
            origin.creator().role(),
            lead.progress().referrer().company(),
            lead.progress().recipient().company(),
            LeadRow.sales(lead.content().sales()),
            lead.content().sales().source(),
            lead.content().sales().target(),
            origin.createdOn(),
            lead.lastModified(),
            keys.company,
            keys.contact,
            keys.lastName,
            keys.email)
        .map(lead);
  }

  /** Reads a lead; NOT_FOUND when there is none, or none that can be seen from there. */
  public Future<Lead> find(Tx tx, UUID id, Standpoint from) {
    return one(tx, id, from, "");
  }

  /** As {@link #find}, and nobody else changes it until the transaction ends. */
  public Future<Lead> lock(Tx tx, UUID id, Standpoint from) {
    return one(tx, id, from, " for update");
  }

  private static Future<Lead> one(Tx tx, UUID id, Standpoint from, String lock) {
    return tx.one(
            "select * from lead where marketplace_id = $1 and lead_id = $2" + lock,
            LeadRow::read,
            tx.marketplace(),
            id)
        .map(
            found ->
                found
                    .filter(from::sees)
                    .orElseThrow(
                        () ->
                            Failure.notFound("Lead " + id + " was not found.")
                                .withCode("LEAD_NOT_FOUND")));
  }

  /** Saves a change over the version it was made from; a lost race fails with CONFLICT. */
  public Future<Lead> save(Tx tx, Lead lead) {
    var progress = lead.progress();
    var keys = new Keys(lead.content().customer());
    return tx.execute(
            """
            update lead set version = version + 1, status = $4, sales_status = $5, result = $6,
              customer = $7, attributes = $8, notes = $9, referrer_company = $10,
              recipient_company = $11, reseller_user = $12, reseller_company = $13,
              converted_user = $14, converted_company = $15, linked = $16, sales = $17,
              source = $18, target = $19, last_modified = $20, company_key = $21,
              contact_key = $22, last_name_key = $23, email_key = $24
            where marketplace_id = $1 and lead_id = $2 and version = $3
            """,
            tx.marketplace(),
            lead.id(),
            lead.version(),
            lead.status(),
            lead.salesStatus(),
            progress.result(),
            LeadRow.customer(lead.content().customer()),
            new JsonObject(lead.content().attributes()),
            lead.content().notes(),
            progress.referrer().company(),
            progress.recipient().company(),
            user(progress.reseller()),
            company(progress.reseller()),
            user(progress.converted()),
            company(progress.converted()),
            progress.linked(),
            LeadRow.sales(lead.content().sales()),
            lead.content().sales().source(),
            lead.content().sales().target(),
            lead.lastModified(),
            keys.company,
            keys.contact,
            keys.lastName,
            keys.email)
        .map(
            rows -> {
              if (rows == 0) {
                throw Failure.conflict("Lead " + lead.id() + " was changed meanwhile.");
              }
              return lead;
            });
  }

  /** One page of leads, in a stable order. */
  public Future<Page<Lead>> list(Tx tx, LeadQuery query) {
    LeadFilter where = LeadFilter.of(tx.marketplace(), query);
    return tx.one("select count(*) from lead l" + where, row -> row.getLong(0), where.parameters())
        .compose(
            total -> {
              Object[] all = where.parametersAnd(query.size(), (long) query.page() * query.size());
              return tx.list(
                      "select l.* from lead l"
                          + where.joined(query.sort())
                          + where.order(query.sort(), query.descending())
                          + (" limit $" + (all.length - 1) + " offset $" + all.length),
                      LeadRow::read,
                      all)
                  .map(rows -> new Page<>(rows, total.orElse(0L)));
            });
  }

  /**
   * Whether another lead with this contact is open. Two who ask at once are answered one after the
   * other, the second when the first's transaction has ended.
   */
  public Future<Boolean> known(Tx tx, String email) {
    String key = email.toLowerCase(Locale.ROOT);
    return tx.query(
            "select pg_advisory_xact_lock(hashtextextended($1, 25))", tx.marketplace() + "/" + key)
        .compose(
            locked ->
                tx.one(
                    """
                    select 1 from lead where marketplace_id = $1 and email_key = $2
                      and status not in ('CONVERTED', 'DISQUALIFIED', 'DELETED') limit 1
                    """,
                    row -> true,
                    tx.marketplace(),
                    key))
        .map(Optional::isPresent);
  }

  /** Leads this reseller made a customer of, locked, the oldest first. */
  public Future<List<Lead>> convertedTo(Tx tx, UUID customer, UUID reseller) {
    return tx.list(
        """
        select * from lead where marketplace_id = $1 and converted_company = $2
          and reseller_company = $3 and status = 'CONVERTED'
        order by created_on, lead_id for update
        """,
        LeadRow::read,
        tx.marketplace(),
        customer,
        reseller);
  }

  private static UUID user(Person person) {
    return person == null ? null : person.user();
  }

  private static UUID company(Person person) {
    return person == null ? null : person.company();
  }

  /** What is searched and sorted by, in lower case. */
  private static final class Keys {
    private final String company;
    private final String contact;
    private final String lastName;
    private final String email;

    Keys(LeadCustomer customer) {
      company = lower(customer.company().name());
      contact = lower(customer.contact().fullName());
      lastName = lower(customer.contact().lastName());
      email = lower(customer.contact().email());
    }

    private static String lower(String text) {
      return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
  }
}
