package dev.emporium.catalog.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.catalog.CatalogService;
import dev.emporium.kit.query.QueryDocument;
import dev.emporium.kit.query.SortDocument;
import dev.emporium.kit.store.Tx;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.QueryPlans;
import dev.emporium.testkit.TestService;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With 10,000 apps in each of two marketplaces, no list reads all apps. */
@EmporiumTest
class QueryPlansTest {
  private static final int APPS = 10_000;
  private static TestService service;
  private static UUID marketplace;

  @BeforeAll
  static void start(Emporium emporium) {
    service = emporium.start("catalog", CatalogService::wire);
    marketplace = service.marketplace();
    fill(marketplace, 0);
    fill(service.marketplace(), APPS);
    service.rows("vacuum analyze");
  }

  private static void fill(UUID market, int first) {
    service.rows(
        """
        insert into developer (marketplace_id, developer_id, developer_uuid, created_at)
        select ?, 'dev' || i, gen_random_uuid(), now() from generate_series(0, 99) i
        """,
        market);
    service.rows(
        """
        insert into app (marketplace_id, app_id, openchannel_id, application_id, edition_id, edition_number,
          developer_id, developer_uuid, safe_names, live_version, latest_version, integration, version, created_at)
        select ?, ('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, lpad(to_hex(i), 24, '0'), i,
          gen_random_uuid(), i, 'dev' || i % 100, gen_random_uuid(), array['app-' || i], 1, 1,
          '{"clients": {"redirectUris": [], "scopes": []}, "appVersionId": "x", "meters": []}', 1, now()
        from generate_series(?, ?) i
        """,
        market, first, first + APPS - 1);
    service.rows(
        """
        insert into app_version (marketplace_id, app_id, number, live, name, status, status_at, status_by,
          status_reason, models, plans, custom_data, allow_rule, restrict_rule, access, attributes, words, created_at,
          updated_at, published_at, name_key, search)
        select marketplace_id, app_id, 1, true, 'App ' || application_id, 'approved', now(), 'system', '', '[]', '[]',
          jsonb_build_object('rank', application_id, 'tags', jsonb_build_array('t' || application_id % 500, 'all'),
            'summary', repeat('some words of a summary ', 10)),
          '{}', '{}', '[]', '{}', '', now(), now(), now(), 'app ' || application_id,
          ('''name/word' || application_id % 1000 || ''':1A')::tsvector
        from app where marketplace_id = ?
        """,
        market);
    service.rows(
        """
        insert into app_alias (marketplace_id, safe_name, app_id)
        select marketplace_id, safe_names[1], app_id from app where marketplace_id = ?
        """,
        market);
  }

  private static String plan(Function<Tx, Future<?>> work) {
    String plan = QueryPlans.of(service, marketplace, work);
    assertThat(plan).doesNotContain("Seq Scan on app");
    return plan;
  }

  private static String listed(String query, String sort, String text) {
    return plan(
        tx ->
            new AppListStore()
                .list(
                    tx,
                    new AppListStore.Search(
                        QueryDocument.parse(query),
                        SortDocument.parse(sort),
                        Optional.empty(),
                        false,
                        text,
                        1,
                        50))
                .onSuccess(page -> assertThat(page.rows()).as(query).isNotEmpty()));
  }

  @Test
  void listsOfAppsAreServedByIndexes() {
    listed(null, null, "");
    listed("{name:'App 77'}", "{name:1}", "");
    listed("{'status.value':'approved'}", "{name:1}", "");
    assertThat(listed("{'customData.tags':{$in:['t1','t2']}}", "{name:1}", ""))
        .contains("app_version_custom_data");
    listed("{'customData.rank':{$gt:9990}}", "{created:-1}", "");
  }

  @Test
  void textSearchAndSingleAppsAreServedByIndexes() {
    assertThat(listed(null, null, SearchStore.exact("word777", List.of("name"))))
        .contains("app_version_search");
    plan(tx -> new SearchStore().anything(tx, SearchStore.exact("word77", List.of("name"))));
    plan(tx -> new SearchStore().tolerant(tx, "wrod77", List.of("name")));
    plan(tx -> new NameStore().owner(tx, "app-5"));
    plan(tx -> new AppListStore().find(tx, AppKey.openchannel("0".repeat(23) + "5").orElseThrow()));
  }

  @Test
  void listsOfVersionsAndDevelopersAreServedByIndexes() {
    versions(null, Optional.empty());
    versions(null, Optional.of("dev5"));
    versions("{'status.value':{$in:['pending','inReview']}}", Optional.empty());
    plan(
        tx ->
            new DeveloperStore()
                .list(
                    tx,
                    new Listing(QueryDocument.parse(null), SortDocument.parse("{name:1}"), 1, 10)));
  }

  @Test
  void productsAreServedByIndexes() {
    var lists = new ProductListStore();
    var contexts = new ContextStore();
    UUID app = UUID.fromString("00000000-0000-7000-8000-000000000005");
    plan(tx -> lists.ofVendor(tx, UUID.randomUUID()));
    plan(tx -> lists.boughtWith(tx, app));
    plan(tx -> lists.byIds(tx, List.of(app)));
    plan(tx -> lists.any(tx, 5));
    plan(tx -> contexts.of(tx, app, UUID.randomUUID(), UUID.randomUUID()));
    plan(tx -> contexts.bundled(tx, app));
    plan(tx -> contexts.inBundle(tx, app, UUID.randomUUID(), UUID.randomUUID()));
    plan(tx -> new ProductStore().find(tx, 5));
    plan(tx -> new ProductKeyStore().find(tx, "#5"));
    plan(tx -> new ProductKeyStore().find(tx, "code"));
  }

  private static void versions(String query, Optional<String> developer) {
    plan(
        tx ->
            new VersionListStore()
                .list(
                    tx,
                    new Listing(QueryDocument.parse(query), SortDocument.parse(null), 1, 50),
                    developer));
  }
}
