package dev.emporium.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emporium.kit.failure.Failure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BodiesTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final Map<String, List<String>> IN_URL =
      Map.of("name", List.of("from the URL"), "price", List.of("4.99"), "other", List.of("x"));

  @Test
  void openchannelTakesTheFieldsOfAPostFromItsUrl() {
    Bodies bodies = bodies("openchannel");
    assertThat(bodies.read(null, Buffer.buffer(), IN_URL))
        .isEqualTo(new JsonObject("{\"name\":\"from the URL\",\"price\":4.99}"));
    var merged = new JsonObject("{\"name\":\"sent\",\"price\":4.99}");
    assertThat(bodies.read(FORM, Buffer.buffer("name=sent"), IN_URL)).isEqualTo(merged);
    assertThat(bodies.read("application/json", Buffer.buffer("{\"name\":\"sent\"}"), IN_URL))
        .isEqualTo(merged);
  }

  @Test
  void whatStandsInTheUrlIsCheckedLikeTheBody() {
    assertThatThrownBy(
            () ->
                bodies("openchannel")
                    .read(null, Buffer.buffer(), Map.of("price", List.of("cheap"))))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.details().get(0).field()).isEqualTo("price"));
    assertThatThrownBy(
            () -> bodies("openchannel").read(null, Buffer.buffer(), Map.of("price", List.of("1"))))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.details().get(0).field()).isEqualTo("name"));
  }

  @Test
  void otherDialectsKeepBodyAndUrlApart() {
    assertThatThrownBy(() -> bodies("appdirect").read(null, Buffer.buffer(), IN_URL))
        .isInstanceOf(Failure.class);
  }

  private static Bodies bodies(String dialect) {
    Contract sample = Contract.load("contract/sample.yaml");
    var contract =
        new Contract(
            "sample", sample.document().copy().put("x-dialect", dialect), sample.operations());
    Operation create =
        contract.operations().stream()
            .filter(o -> o.id().equals("createThing"))
            .findFirst()
            .orElseThrow();
    return new Bodies(contract, new ContractSchemas(contract), create);
  }
}
