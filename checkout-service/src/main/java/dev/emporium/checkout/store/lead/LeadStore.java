package dev.emporium.checkout.store.lead;

import dev.emporium.checkout.domain.lead.Lead;
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
import java.util.stream.Stream;

/** Leads at rest. Every method works inside the caller's transaction. */
public final class LeadStore {

  /** Stores a new lead. */
  public Future<Lead> insert(Tx tx, Lead lead) {
    var origin = lead.origin();
    var product = origin.product();
    return tx.execute(
            """
            insert into lead (marketplace_id, lead_id, version, status, sales_status, result,
              customer, attributes, notes, referrer_company, recipient_company, reseller_user,
              reseller_company, converted_user, converted_company, linked, sales, source, target,
              last_modified, company_key, contact_key, last_name_key, email_key, partner, lead_type,
              product, developer, profile_company, creator_user, creator_company, creator_role,
              created_on)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
              $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33)
            """,
            columns(
                tx,
                lead,
                origin.partner(),
                origin.type(),
                LeadRow.product(product),
                product == null ? null : product.developer(),
                origin.profileCompany(),
                origin.creator().user(),
                origin.creator().company(),
                origin.creator().role(),
                origin.createdOn()))
        .map(lead);
  }

  /** Everything that changes, in the order of {@code insert} and {@code update}. */
  private static Object[] columns(Tx tx, Lead lead, Object... more) {
    var content = lead.content();
    var progress = lead.progress();
    var company = content.customer().company();
    var contact = content.customer().contact();
    return Stream.concat(
            Stream.of(
                tx.marketplace(),
                lead.id(),
                lead.version(),
                lead.status(),
                lead.salesStatus(),
                progress.result(),
                CustomerJson.write(content.customer()),
                new JsonObject(content.attributes()),
                content.notes(),
                progress.referrer().company(),
                progress.recipient().company(),
                user(progress.reseller()),
                company(progress.reseller()),
                user(progress.converted()),
                company(progress.converted()),
                progress.linked(),
                LeadRow.sales(content.sales()),
                content.sales().source(),
                content.sales().target(),
                lead.lastModified(),
                key(company.name()),
                key(contact.fullName()),
                key(contact.lastName()),
                key(contact.email())),
            Stream.of(more))
        .toArray();
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
            columns(tx, lead))
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
    return LeadFilter.of(tx, query)
        .page("*", LeadFilter.order(query), LeadRow::read, query.page(), query.size());
  }

  /**
   * Whether another lead with this contact is open. Two who ask at once are answered one after the
   * other, the second when the first's transaction has ended.
   */
  public Future<Boolean> known(Tx tx, String email) {
    String key = key(email);
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

  /** What is searched and sorted by. */
  private static String key(String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }
}
