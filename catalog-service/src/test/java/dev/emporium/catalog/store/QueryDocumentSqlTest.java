package dev.emporium.catalog.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.catalog.CatalogService;
import dev.emporium.kit.query.QueryDocument;
import dev.emporium.kit.query.QueryFields;
import dev.emporium.kit.query.SortDocument;
import dev.emporium.kit.query.SqlCondition;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The SQL of a query document finds what its meaning in memory finds. */
@EmporiumTest
class QueryDocumentSqlTest {
  private static final int DOCUMENTS = 150;
  private static final int QUERIES = 400;
  private static final QueryFields FIELDS =
      QueryFields.none()
          .text("name", "d.name")
          .number("size", "d.size")
          .bool("ok", "d.ok")
          .time("at", "d.at")
          .json("data", "d.data");
  private static TestService service;
  private static UUID marketplace;

  @BeforeAll
  static void start(Emporium emporium) {
    service = emporium.start("catalog", CatalogService::wire);
    marketplace = service.marketplace();
    service.rows(
        "create table doc (id int primary key, name text, size numeric, ok boolean, at timestamptz, data jsonb)");
    service.rows("grant all on doc to public");
  }

  private static Arbitrary<Object> scalar() {
    return Arbitraries.of(
        "a", "b", "é", "z\"'$", "", 1, 2, 10, new java.math.BigDecimal("1.50"), true, false);
  }

  private static Arbitrary<Object> value(int depth) {
    if (depth == 0) {
      return scalar().injectNull(0.1);
    }
    Arbitrary<Object> array =
        value(depth - 1).list().ofMaxSize(3).map(values -> new JsonArray(new ArrayList<>(values)));
    Arbitrary<Object> object =
        Arbitraries.maps(Arbitraries.of("x", "y"), value(depth - 1))
            .ofMaxSize(2)
            .map(JsonObject::new);
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(3, value(0)),
        net.jqwik.api.Tuple.of(2, array),
        net.jqwik.api.Tuple.of(2, object));
  }

  private static Arbitrary<JsonObject> document() {
    return Combinators.combine(
            Arbitraries.of("a", "b", "é", "aa").injectNull(0.2),
            Arbitraries.<Object>of(1, 2, new java.math.BigDecimal("1.5")).injectNull(0.2),
            Arbitraries.of(true, false).injectNull(0.2),
            Arbitraries.<Object>of(1000L, 2000L).injectNull(0.2),
            value(3))
        .as(
            (name, size, ok, at, data) -> {
              var json = new JsonObject().put("data", data);
              put(json, "name", name);
              put(json, "size", size);
              put(json, "ok", ok);
              put(json, "at", at);
              return json;
            });
  }

  private static void put(JsonObject json, String field, Object value) {
    if (value != null) {
      json.put(field, value);
    }
  }

  private static Arbitrary<JsonObject> operators() {
    return Arbitraries.oneOf(
        Combinators.combine(
                Arbitraries.of("$gt", "$gte", "$lt", "$lte"),
                Arbitraries.<Object>of("a", "b", 1, 2, new java.math.BigDecimal("1.5"), 1500))
            .as((operator, operand) -> new JsonObject().put(operator, operand)),
        Combinators.combine(Arbitraries.of("$eq", "$ne"), value(2))
            .as((operator, operand) -> new JsonObject().put(operator, operand)),
        Combinators.combine(Arbitraries.of("$in", "$nin"), value(1).list().ofMaxSize(3))
            .as(
                (operator, operands) ->
                    new JsonObject().put(operator, new JsonArray(new ArrayList<>(operands)))));
  }

  private static Arbitrary<JsonObject> query(int depth) {
    Arbitrary<JsonObject> field =
        Combinators.combine(
                Arbitraries.of(
                    "name",
                    "size",
                    "ok",
                    "at",
                    "data",
                    "data.x",
                    "data.y",
                    "data.x.y",
                    "nothing",
                    "name.x"),
                Arbitraries.oneOf(operators().map(o -> (Object) o), value(1)))
            .as((name, condition) -> new JsonObject().put(name, condition));
    if (depth == 0) {
      return field;
    }
    Arbitrary<JsonObject> branch =
        Combinators.combine(
                Arbitraries.of("$and", "$or"), query(depth - 1).list().ofMinSize(1).ofMaxSize(3))
            .as(
                (operator, parts) ->
                    new JsonObject().put(operator, new JsonArray(new ArrayList<>(parts))));
    Arbitrary<JsonObject> element =
        Combinators.combine(
                Arbitraries.of("data", "data.x", "name"),
                Arbitraries.oneOf(
                    operators(),
                    Combinators.combine(Arbitraries.of("x", "y", "x.y"), value(1))
                        .as((name, operand) -> new JsonObject().put(name, operand))))
            .as(
                (name, inner) ->
                    new JsonObject().put(name, new JsonObject().put("$elemMatch", inner)));
    return Arbitraries.oneOf(field, branch, element);
  }

  @Test
  void sqlAndMeaningAgree() {
    JqwikSession.run(
        () -> {
          List<JsonObject> documents = document().sampleStream().limit(DOCUMENTS).toList();
          insert(documents);
          query(2).sampleStream().limit(QUERIES).forEach(query -> compare(documents, query));
        });
  }

  private static void insert(List<JsonObject> documents) {
    service.rows("truncate doc");
    var rows = new ArrayList<Object[]>();
    for (JsonObject json : documents) {
      Long at = json.getLong("at");
      Object size = json.getValue("size");
      rows.add(
          new Object[] {
            rows.size(),
            json.getString("name"),
            size == null ? null : new java.math.BigDecimal(size.toString()),
            json.getBoolean("ok"),
            at == null ? null : Instant.ofEpochMilli(at).atOffset(ZoneOffset.UTC),
            new JsonObject().put("v", json.getValue("data"))
          });
    }
    Emporium.await(
        service
            .database()
            .inMarketplace(
                marketplace,
                tx ->
                    tx.batch(
                        "INSERT INTO doc VALUES ($1, $2, $3, $4, $5, $6::jsonb -> 'v')", rows)));
  }

  private static void compare(List<JsonObject> documents, JsonObject json) {
    QueryDocument query = QueryDocument.parse(json.encode());
    var expected = new ArrayList<Integer>();
    for (int i = 0; i < documents.size(); i++) {
      if (query.matches(documents.get(i))) {
        expected.add(i);
      }
    }
    SqlCondition sql = query.toSql(FIELDS, 1);
    List<Integer> found =
        Emporium.await(
            service
                .database()
                .read(
                    marketplace,
                    tx ->
                        tx.list(
                            "SELECT id FROM doc d WHERE " + sql.text() + " ORDER BY id",
                            row -> row.getInteger("id"),
                            sql.parameters().toArray())));
    assertThat(found)
        .as("%s as %s %s", json.encode(), sql.text(), sql.parameters())
        .isEqualTo(expected);
  }

  @Test
  void sortingByJsonTakesTheLeastAscendingAndTheGreatestDescending() {
    insert(
        List.of(
            new JsonObject("{\"data\": [{\"p\": 5}, {\"p\": 1}]}"),
            new JsonObject("{\"data\": [{\"p\": 3}]}"),
            new JsonObject("{\"data\": {}}")));
    assertThat(sorted("{'data.p': 1}")).containsExactly(2, 0, 1);
    assertThat(sorted("{'data.p': -1}")).containsExactly(0, 1, 2);
  }

  private static List<Integer> sorted(String document) {
    SqlCondition sql = SortDocument.parse(document).toSql(FIELDS, 1);
    return Emporium.await(
        service
            .database()
            .read(
                marketplace,
                tx ->
                    tx.list(
                        "SELECT id FROM doc d ORDER BY " + sql.text() + ", id",
                        row -> row.getInteger("id"),
                        sql.parameters().toArray())));
  }
}
