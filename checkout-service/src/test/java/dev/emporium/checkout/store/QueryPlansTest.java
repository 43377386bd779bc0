package dev.emporium.checkout.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.checkout.CheckoutService;
import dev.emporium.checkout.domain.CartQuery;
import dev.emporium.checkout.domain.CartReach;
import dev.emporium.checkout.domain.lead.ActivityQuery;
import dev.emporium.checkout.domain.lead.LeadContext;
import dev.emporium.checkout.domain.lead.LeadQuery;
import dev.emporium.checkout.domain.lead.Standpoint;
import dev.emporium.checkout.domain.opportunity.OpportunityQuery;
import dev.emporium.checkout.domain.opportunity.OpportunityQuery.Range;
import dev.emporium.checkout.domain.opportunity.OpportunityQuery.Sort;
import dev.emporium.checkout.domain.opportunity.Visibility;
import dev.emporium.checkout.domain.quote.QuoteQuery;
import dev.emporium.checkout.domain.quote.QuoteStatus;
import dev.emporium.checkout.event.Directory;
import dev.emporium.checkout.store.lead.ActivityStore;
import dev.emporium.checkout.store.lead.LeadStore;
import dev.emporium.checkout.store.opportunity.OpportunityStore;
import dev.emporium.checkout.store.quote.QuoteStore;
import dev.emporium.kit.store.Tx;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.QueryPlans;
import dev.emporium.testkit.TestService;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With 10,000 of everything in each of two marketplaces, no list and no job reads all of it. */
@EmporiumTest
class QueryPlansTest {
  private static final UUID ONE = id(7);
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:30Z");
  private static final Visibility EVERYTHING = new Visibility(true, Set.of(), Set.of());
  private static final Visibility OWN = new Visibility(false, Set.of(ONE), Set.of());
  private static TestService service;
  private static UUID marketplace;

  @BeforeAll
  static void start(Emporium emporium) {
    // the carts made here are old: the job that ends such must not be faster than their plans
    service =
        emporium.start("checkout", CheckoutService::wire, Map.of("CARTS_ABANDONED_DAYS", "0"));
    marketplace = service.marketplace();
    fill(marketplace);
    fill(service.marketplace());
    service.rows("vacuum analyze");
  }

  private static void fill(UUID market) {
    service.rows(
        """
        insert into customer_user (marketplace_id, user_id, company_id, enabled, custom_data, email,
          sequence)
        select ?, id, who, true, '{}', 'User' || i || '@acme.com', 1 from """
            + rows(),
        market);
    service.rows(
        """
        insert into cart (marketplace_id, cart_id, version, created_on, partner, status, owner_user_id,
          owner_company_id, buyer_user_id, buyer_company_id, buyer_type, currency, custom_attributes, items, updated_on)
        select ?, lpad(to_hex(i), 24, '0'), 1, time, 'ACME', 'ACTIVE', who, who, who, who, 'CUSTOMER', 'USD', '{}', '[]', time
        from """
            + rows(),
        market);
    service.rows(
        """
        insert into cart_agent (marketplace_id, user_id, cart_id)
        select marketplace_id, owner_user_id, cart_id from cart where marketplace_id = ?
        """,
        market);
    service.rows(
        """
        insert into customer_company (marketplace_id, company_id, parent_id, enabled, sequence)
        select ?, id, who, true, 1 from """
            + rows(),
        market);
    service.rows(
        """
        insert into known_discount (marketplace_id, discount_id, number, code_key, terms, app_id, auto_apply, removed,
          sequence)
        select ?, 'd' || i, i, 'spring' || i, '{}', 'app' || i, i % 10 = 0, false, 1 from """
            + rows(),
        market);
    service.rows(
        """
        insert into cart_product (marketplace_id, product_id, cart_id)
        select marketplace_id, 'p' || right(cart_id, 2), cart_id from cart where marketplace_id = ?
        """,
        market);
    service.rows(
        """
        insert into opportunity (marketplace_id, opportunity_id, version, created_on, name, effective_on, attributes,
          owner_user_id, owner_company_id, owner_type, customer_user_id, customer_company_id, creator_user_id,
          creator_company_id, currency, status, deal)
        select ?, id, 1, time, 'Deal ' || i, time, '{}', who, who, 'RESELLER', who, who, who, who, 'USD', 'OPEN',
          '{"items": [], "discounts": []}'
        from """
            + rows(),
        market);
    service.rows(
        """
        insert into quote (marketplace_id, quote_id, version, number, name, status, created_on, creator_user_id,
          creator_company_id, opportunity_id, opportunity_version, owner_user_id, owner_company_id, owner_type,
          customer_user_id, customer_company_id, author_user_id, author_company_id, currency, heading, deal, expires_on)
        select ?, id, 1, i, 'Quote', case when i % 100 = 0 then 'OPEN' else 'DECLINED' end, time, who, who, id, 1, who,
          who, 'RESELLER', who, who, who, who, 'USD', '{"attributes": {}}', '{"items": [], "discounts": []}', time
        from """
            + rows(),
        market);
    service.rows(
        """
        insert into lead (marketplace_id, lead_id, version, partner, lead_type, status, sales_status, customer,
          attributes, creator_user, creator_company, creator_role, recipient_company, linked, sales, source, target,
          created_on, last_modified, company_key, contact_key, last_name_key, email_key)
        select ?, id, 1, 'ACME', 'MANUAL', 'ASSIGNED', 'ASSIGNED', '{"company": {}, "contact": {}}', '{}', who, who,
          'RESELLER', who, false, '{}', 'RESELLER', 'RESELLER', time, time, 'c' || i, 'p' || i, 'l' || i, 'e' || i
        from """
            + rows(),
        market);
    service.rows(
        """
        insert into lead_activity (marketplace_id, activity_id, lead_id, created_on, verb, for_marketplace)
        select ?, id, who, time, 'LEAD_UPDATED', false from """
            + rows(),
        market);
  }

  /** {@code i} from 0 to 9999, an id of it, whose it is (50 rows each) and a time. */
  private static String rows() {
    return """
     (select i, """
        + numbered("i")
        + " as id, "
        + numbered("i % 200")
        + """
         as who, timestamptz '2026-01-01' + i * interval '1 minute' as time from generate_series(0, 9999) i) r
        """;
  }

  private static String numbered(String number) {
    return "('00000000-0000-7000-8000-' || lpad(to_hex(" + number + "), 12, '0'))::uuid";
  }

  private static UUID id(int number) {
    return UUID.fromString("00000000-0000-7000-8000-" + "%012x".formatted(number));
  }

  private static String plan(Function<Tx, Future<?>> work) {
    String plan = QueryPlans.of(service, marketplace, work);
    assertThat(plan).doesNotContain("Seq Scan");
    return plan;
  }

  /** The plan of a list's page, after the count of all its rows. */
  private static String page(Function<Tx, Future<?>> work) {
    String plans = QueryPlans.of(service, marketplace, work);
    return plans.substring(plans.indexOf("Limit"));
  }

  private static CartQuery carts(CartReach reach, Optional<String> product, boolean byId) {
    Optional<UUID> any = Optional.empty();
    return new CartQuery(
        any, any, any, any, product, List.of(), Optional.empty(), reach, byId, true, 1, 20);
  }

  @Test
  void cartsAreFoundByIndexes() {
    var carts = new CartStore();
    for (boolean byId : List.of(true, false)) {
      assertThat(page(tx -> carts.list(tx, carts(CartReach.EVERYTHING, Optional.empty(), byId))))
          .doesNotContain("Sort", "Seq Scan");
    }
    plan(tx -> carts.list(tx, carts(CartReach.EVERYTHING, Optional.of("p07"), false)));
    plan(
        tx ->
            carts.list(
                tx, carts(new CartReach(false, ONE, ONE, ONE, ONE), Optional.empty(), false)));
    plan(tx -> carts.locked(tx, CartReach.EVERYTHING, "", 10));
    assertThat(plan(tx -> carts.idle(tx, LONG_AGO, 100))).contains("cart_idle");
    plan(tx -> carts.openOf(tx, ONE));
  }

  @ParameterizedTest
  @CsvSource({
    "CREATED_ON, true",
    "CREATED_ON, false",
    "NAME, true",
    "NAME, false",
    "PURCHASE_EFFECTIVE_DATE, true",
    "PURCHASE_EFFECTIVE_DATE, false",
    "STATUS, true",
    "STATUS, false"
  })
  void everyOrderOfOpportunitiesHasAnIndex(Sort sort, boolean descending) {
    assertThat(
            page(
                tx -> new OpportunityStore().list(tx, opportunities(EVERYTHING, sort, descending))))
        .doesNotContain("Sort", "Seq Scan");
  }

  private static OpportunityQuery opportunities(Visibility seen, Sort sort, boolean descending) {
    Optional<UUID> any = Optional.empty();
    return new OpportunityQuery(
        seen,
        any,
        any,
        any,
        any,
        Optional.empty(),
        Optional.empty(),
        Range.ALL,
        Range.ALL,
        Optional.empty(),
        sort,
        descending,
        1,
        20);
  }

  @Test
  void whatACompanyOwnsIsFoundByIndexes() {
    plan(tx -> new OpportunityStore().list(tx, opportunities(OWN, Sort.CREATED_ON, true)));
    Optional<QuoteStatus> any = Optional.empty();
    var quotes = new QuoteStore();
    plan(
        tx -> quotes.list(tx, new QuoteQuery(OWN, Optional.empty(), any, Optional.empty(), 0, 20)));
    plan(
        tx ->
            quotes.list(
                tx, new QuoteQuery(EVERYTHING, Optional.of(ONE), any, Optional.empty(), 0, 20)));
    assertThat(
            page(
                tx ->
                    quotes.list(
                        tx,
                        new QuoteQuery(
                            EVERYTHING, Optional.empty(), any, Optional.of(9000L), 0, 20))))
        .doesNotContain("Sort", "Seq Scan");
    assertThat(plan(tx -> quotes.overdue(tx, 100))).contains("quote_open");
  }

  @ParameterizedTest
  @CsvSource({"DATE", "COMPANY_NAME", "USER_FULL_NAME", "USER_LAST_NAME"})
  void ordersOfLeadsHaveAnIndex(LeadQuery.Sort sort) {
    var everything = new Standpoint(Set.of(LeadContext.PARTNER), ONE, ONE, false);
    assertThat(page(tx -> new LeadStore().list(tx, leads(everything, sort))))
        .doesNotContain("Sort", "Seq Scan");
    var own = new Standpoint(Set.of(LeadContext.RESELLER), ONE, ONE, false);
    plan(tx -> new LeadStore().list(tx, leads(own, sort)));
  }

  private static LeadQuery leads(Standpoint from, LeadQuery.Sort sort) {
    return new LeadQuery(
        from,
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        sort,
        true,
        0,
        20);
  }

  @Test
  void lookUpsAreServedByIndexes() {
    plan(tx -> new LeadStore().known(tx, "e7"));
    plan(tx -> new LeadStore().convertedTo(tx, ONE, ONE));
    plan(
        tx ->
            new ActivityStore()
                .list(
                    tx,
                    new ActivityQuery(ONE, Optional.of(LONG_AGO), Optional.empty(), true, 0, 20)));
    plan(tx -> new Directory().byEmail(tx, "USER7@acme.com").map(Optional::orElseThrow));
    plan(tx -> new DiscountStore().find(tx, List.of("SPRING7"), List.of("app70"), true));
  }
}
