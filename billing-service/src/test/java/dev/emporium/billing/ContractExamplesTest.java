package dev.emporium.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.testkit.ContractReplay;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContractExamplesTest {
  @ParameterizedTest
  @ValueSource(strings = {"appdirect", "appdirect-discounts", "openchannel", "highlevel", "admin"})
  void everyExampleIsValid(String dialect) {
    assertThat(ContractReplay.of("contract/billing/" + dialect + ".yaml").brokenExamples())
        .isEmpty();
  }
}
