package dev.emporium.gateway;

import dev.emporium.testkit.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class HouseRulesTest {
  @TestFactory
  Stream<DynamicTest> rules() {
    return HouseRules.of("dev.emporium.gateway");
  }
}
