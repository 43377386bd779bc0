package dev.emporium.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.testkit.ContractReplay;
import dev.emporium.testkit.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogHouseRulesTest {
  @TestFactory
  Stream<DynamicTest> rules() {
    return HouseRules.of("dev.emporium.catalog");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "openchannel",
        "appdirect",
        "appdirect-product",
        "appdirect-settings",
        "appdirect-upload",
        "admin"
      })
  void examplesAreWhatTheirSchemasSay(String dialect) {
    assertThat(ContractReplay.of("contract/catalog/" + dialect + ".yaml").brokenExamples())
        .isEmpty();
  }
}
