package dev.emporium.checkout.store;

import static dev.emporium.checkout.store.JsonValues.object;
import static dev.emporium.checkout.store.JsonValues.texts;

import dev.emporium.checkout.domain.Eligibility;
import dev.emporium.checkout.domain.OfferedProduct;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Products with their editions and plans, as the catalog told them last. */
public final class PriceList {

  /** A plan with the edition it belongs to. */
  private record Offered(String appId, OfferedProduct.Plan plan, Eligibility eligibility) {}

  /** The products with these uuids or application numbers; unknown and removed ones are missing. */
  public Future<List<OfferedProduct>> find(Tx tx, Collection<String> ids) {
    String[] uuids = ids.stream().map(id -> id.toLowerCase(Locale.ROOT)).toArray(String[]::new);
    Long[] numbers =
        ids.stream()
            .filter(id -> id.matches("[0-9]{1,18}"))
            .map(Long::valueOf)
            .toArray(Long[]::new);
    return tx.list(
            """
            select snapshot from catalog_app
            where marketplace_id = $1 and (app_id = any($2) or application_id = any($3))
              and snapshot is not null
            """,
            row -> row.getJsonObject(0),
            tx.marketplace(),
            uuids,
            numbers)
        .compose(
            apps ->
                plans(tx, apps)
                    .map(plans -> apps.stream().map(app -> product(app, plans)).toList()));
  }

  private static Future<List<Offered>> plans(Tx tx, List<JsonObject> apps) {
    return tx.list(
        """
        select app_id, on_sale, terms, offer, allow_own, restrict_own from catalog_plan
        where marketplace_id = $1 and app_id = any($2)
        """,
        PriceList::plan,
        tx.marketplace(),
        apps.stream().map(app -> app.getString("appId")).toArray(String[]::new));
  }

  private static Offered plan(Row row) {
    JsonObject offer = row.getJsonObject("offer");
    JsonObject trial = offer.getJsonObject("freeTrial");
    return new Offered(
        row.getString("app_id"),
        new OfferedProduct.Plan(
            TermsJson.read(row.getJsonObject("terms")),
            row.getBoolean("on_sale"),
            offer.getString("frequency"),
            trial == null ? null : trial.getMap(),
            texts(offer.getJsonArray("visibleTo"))),
        new Eligibility(
            row.getJsonObject("allow_own").getMap(), row.getJsonObject("restrict_own").getMap()));
  }

  private static OfferedProduct product(JsonObject app, List<Offered> all) {
    List<Offered> own =
        all.stream().filter(each -> each.appId().equals(app.getString("appId"))).toList();
    Map<String, List<OfferedProduct.Plan>> byEdition = new LinkedHashMap<>();
    own.forEach(
        each ->
            byEdition
                .computeIfAbsent(each.plan().terms().editionId(), id -> new ArrayList<>())
                .add(each.plan()));
    JsonObject settings = object(app, "settings");
    return new OfferedProduct(
        app.getString("appId"),
        app.getLong("applicationId", 0L),
        app.getString("name"),
        app.getString("productType"),
        object(app, "provider").getString("name"),
        app.getString("description"),
        settings.getBoolean("hideAllPricing", false),
        own.isEmpty() ? new Eligibility(Map.of(), Map.of()) : own.get(0).eligibility(),
        editions(app, byEdition));
  }

  private static List<OfferedProduct.Edition> editions(
      JsonObject app, Map<String, List<OfferedProduct.Plan>> byEdition) {
    JsonArray told = app.getJsonArray("editions");
    if (told == null) { // an app that was told before apps had several editions
      return byEdition.entrySet().stream()
          .map(
              each ->
                  new OfferedProduct.Edition(
                      each.getKey(),
                      app.getString("name"),
                      null,
                      false,
                      List.of(),
                      sorted(each.getValue())))
          .toList();
    }
    return told.stream()
        .map(each -> (JsonObject) each)
        .map(
            edition ->
                new OfferedProduct.Edition(
                    edition.getString("editionId"),
                    edition.getString("name"),
                    edition.getString("revenueType"),
                    edition.getBoolean("invisible", false)
                        || edition.getBoolean("bundleOnly", false),
                    texts(edition.getJsonArray("visibleTo")),
                    sorted(byEdition.getOrDefault(edition.getString("editionId"), List.of()))))
        .toList();
  }

  private static List<OfferedProduct.Plan> sorted(List<OfferedProduct.Plan> plans) {
    return plans.stream()
        .sorted(Comparator.comparingLong(plan -> plan.terms().paymentPlanNumber()))
        .toList();
  }
}
