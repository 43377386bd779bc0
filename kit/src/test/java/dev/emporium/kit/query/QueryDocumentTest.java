package dev.emporium.kit.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emporium.kit.failure.Failure;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryDocumentTest {
  private static final JsonObject APP =
      new JsonObject(
          """
          {"appId": "5565322ae4b0a70b13a4563b", "name": "my first app", "developerId": "123", "rating": 400,
           "status": {"value": "approved"},
           "model": [{"type": "single", "price": 499}, {"type": "recurring", "price": 99}],
           "customData": {"categories": ["movies", "books", "music"], "nothing": null}}
          """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | true",
        "{'status.value':'approved'} | true",
        "{developerId: '123', name: \"my first app\"} | true",
        "{developerId: '123', name: 'other'} | false",
        "{developerId: 123} | false",
        "{name: {$in: ['a', 'my first app']}} | true",
        "{name: {$nin: ['a', 'my first app']}} | false",
        "{name: {$ne: 'my first app'}} | false",
        "{rating: {$gt: 200}} | true",
        "{rating: {$gt: 200, $lte: 300}} | false",
        "{'model.price': {'$gte': 499}} | true",
        "{'model.price': {'$gte': 500}} | false",
        "{$and: [{developerId: '123'}, {name: 'my first app'}]} | true",
        "{$or: [{developerId: '9'}, {name: 'my first app'}]} | true",
        "{$or: [{developerId: '9'}, {name: 'x'}]} | false",
        "{'customData.categories': 'books'} | true",
        "{'customData.categories': ['movies', 'books', 'music']} | true",
        "{'customData.categories': ['books', 'movies', 'music']} | false",
        "{'model.type': 'single', 'model.price': 99} | true",
        "{model: {$elemMatch: {type: 'single', price: 99}}} | false",
        "{model: {$elemMatch: {type: 'single', price: 499}}} | true",
        "{'customData.categories': {$elemMatch: {$ne: 'music', $ne: 'books'}}} | true",
        "{'customData.categories': {$elemMatch: {$in: ['x'], $ne: 'books'}}} | false",
        "{'customData.nothing': null} | true",
        "{'customData.missing': null} | true",
        "{name: null} | false",
        "{'model': {type: 'recurring', price: 99}} | true",
      })
  void decidesAsTheDocumentSays(String query, boolean expected) {
    assertThat(QueryDocument.parse(query).matches(APP)).as(query).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "{} {}",
        "\"x\"",
        "{$where: 'x'}",
        "{name: {$regex: 'x'}}",
        "{name: {$gt: null}}",
        "{name: {$in: 'x'}}",
        "{$or: []}",
        "{$and: {name: 'x'}}",
        "{name: {$elemMatch: 'x'}}",
        "{'a..b': 1}",
        "{'a.$b': 1}",
        "{a: {b: {$gt: 1}}}",
        "{a: 1e999}",
        "{a: 'x\\u0000'}"
      })
  void refusesNamingTheParameter(String query) {
    assertThatThrownBy(() -> QueryDocument.parse(query))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> assertThat(failure.details().get(0).field()).isEqualTo("query"));
  }

  @Test
  void refusesWhatIsTooLongOrTooDeep() {
    assertThatThrownBy(() -> QueryDocument.parse("{a:'" + "x".repeat(17_000) + "'}"))
        .hasMessageContaining("longer");
    assertThatThrownBy(() -> QueryDocument.parse("{a:" + "[".repeat(40) + "]".repeat(40) + "}"))
        .hasMessageContaining("nested");
    assertThatThrownBy(() -> QueryDocument.parse("{a:" + "[".repeat(400) + "]".repeat(400) + "}"))
        .isInstanceOf(Failure.class);
    assertThatThrownBy(() -> QueryDocument.parse("{$or:[" + "{a:1},".repeat(201) + "]}"))
        .hasMessageContaining("conditions");
  }

  @Test
  void compilesToParametersOnly() {
    var fields =
        QueryFields.none()
            .text("name", "v.name")
            .number("rating", "v.rating")
            .json("customData", "v.custom_data")
            .refused("ownership");
    SqlCondition sql =
        QueryDocument.parse("{name: \"x' OR 1=1\", rating: {$gt: 2.5}, 'customData.a\"b': 'y'}")
            .toSql(fields, 3);
    assertThat(sql.text())
        .isEqualTo(
            "((v.name COLLATE \"C\" = $3::text) AND v.rating > $4::numeric AND"
                + " (v.custom_data @? $5::text::jsonpath))");
    assertThat(sql.parameters().get(0)).isEqualTo("x' OR 1=1");
    assertThat(sql.parameters().get(2))
        .isEqualTo("$.\"a\\\"b\" ? (@.type() == \"string\" && @ == \"y\")");
    assertThat(sql.next(3)).isEqualTo(6);
    assertThatThrownBy(() -> QueryDocument.parse("{'ownership.date': 1}").toSql(fields, 1))
        .hasMessageContaining("ownership cannot be part");
  }

  @Test
  void aClosedDocumentRefusesWhatItDoesNotHave() {
    var fields =
        QueryFields.none().text("name", "v.name").json("customData", "v.custom_data").onlyThese();
    assertThat(QueryDocument.parse("{'customData.any.thing':1, name:'x'}").toSql(fields, 1).text())
        .contains("v.name");
    for (String unknown :
        List.of("{age:1}", "{'name.first':'x'}", "{$or:[{name:1},{age:{$ne:1}}]}")) {
      assertThatThrownBy(() -> QueryDocument.parse(unknown).toSql(fields, 1))
          .isInstanceOfSatisfying(
              Failure.class,
              failure -> assertThat(failure.details().get(0).field()).isEqualTo("query"));
    }
    assertThatThrownBy(() -> SortDocument.parse("{age:1}").toSql(fields, 1))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> assertThat(failure.details().get(0).field()).isEqualTo("sort"));
  }

  @Test
  void sortsKeepTheOrderOfTheirKeys() {
    var fields = QueryFields.none().text("name", "v.name").number("randomize", "v.random");
    assertThat(SortDocument.parse("{'randomize':1, name:-1, unknown: 1}").toSql(fields, 1).text())
        .isEqualTo("v.random ASC NULLS FIRST, v.name COLLATE \"C\" DESC NULLS LAST");
    assertThat(SortDocument.parse(null).toSql(fields, 1).text()).isEmpty();
    assertThatThrownBy(() -> SortDocument.parse("{name: 2}"))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> assertThat(failure.details().get(0).field()).isEqualTo("sort"));
  }
}
