package dev.emporium.checkout.store.opportunity;

import dev.emporium.checkout.domain.opportunity.RequiredField;
import dev.emporium.checkout.domain.opportunity.RequiredForm;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What vendors want filled in, by product and edition. */
public final class RequiredFormStore {
  /** The edition that stands for every edition. */
  public static final String EVERY_EDITION = "";

  private static final Set<String> SHOWN = Set.of("subTitle", "tooltip", "fieldType", "options");

  /** The forms of these products: by product, then by edition ({@link #EVERY_EDITION} too). */
  public Future<Map<String, Map<String, List<RequiredForm>>>> of(
      Tx tx, Collection<String> products) {
    return tx.list(
            """
            select product_id, edition, forms from required_form
            where marketplace_id = $1 and product_id = any($2) order by product_id, edition
            """,
            row -> new Found(row.getString(0), row.getString(1), read(row.getJsonArray(2))),
            tx.marketplace(),
            products.stream().distinct().toArray(String[]::new))
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.groupingBy(
                            Found::product, Collectors.toMap(Found::edition, Found::forms))));
  }

  private record Found(String product, String edition, List<RequiredForm> forms) {}

  /** Stores an edition's forms in place of the older ones; none removes them. */
  public Future<?> save(Tx tx, String product, String edition, JsonArray forms) {
    return tx.execute(
            "delete from required_form where marketplace_id = $1 and product_id = $2"
                + " and edition = $3",
            tx.marketplace(),
            product,
            edition)
        .compose(
            done ->
                forms.isEmpty()
                    ? Future.succeededFuture()
                    : tx.execute(
                        """
                        insert into required_form (marketplace_id, product_id, edition, forms)
                        values ($1, $2, $3, $4)
                        """,
                        tx.marketplace(),
                        product,
                        edition,
                        forms));
  }

  /** Forms as an administrator writes them, which is how they rest. */
  public static List<RequiredForm> read(JsonArray forms) {
    return forms.stream().map(each -> form((JsonObject) each)).toList();
  }

  private static RequiredForm form(JsonObject json) {
    return new RequiredForm(
        json.getString("isvIdentifier"),
        "CART_LEVEL".equals(json.getString("context")),
        json.getString("title"),
        json.getString("subTitle"),
        json.getJsonArray("fields").stream().map(each -> field((JsonObject) each)).toList());
  }

  private static RequiredField field(JsonObject json) {
    JsonObject rules = json.getJsonObject("validations", new JsonObject());
    var shown = new LinkedHashMap<String, Object>();
    SHOWN.stream()
        .filter(json::containsKey)
        .sorted()
        .forEach(name -> shown.put(name, json.getValue(name)));
    return new RequiredField(
        json.getString("inputCode"),
        json.getString("inputTitle", json.getString("inputCode")),
        rules.getBoolean("required", false),
        rules.getBoolean("readonly", false),
        number(rules, "minLength", 0),
        number(rules, "maxLength", 4000),
        rules.getString("expression"),
        json.getString("source"),
        json.getBoolean("omittedWhenKnown", false),
        shown);
  }

  private static int number(JsonObject json, String field, int otherwise) {
    Object value = json.getValue(field);
    return value == null ? otherwise : Integer.parseInt(value.toString());
  }
}
