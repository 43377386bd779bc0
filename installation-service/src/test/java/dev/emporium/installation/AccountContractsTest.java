package dev.emporium.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.testkit.ContractReplay;
import dev.emporium.testkit.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountContractsTest {
  @ParameterizedTest
  @ValueSource(strings = {"admin", "oauth", "appdirect"})
  void everyExampleFitsItsSchema(String name) {
    assertThat(ContractReplay.of("contract/installation/" + name + ".yaml").brokenExamples())
        .isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> houseRules() {
    return HouseRules.of("dev.emporium.installation");
  }
}
