package dev.emporium.testkit;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class KitHouseTest {
  @TestFactory
  Stream<DynamicTest> kitKnowsNoService() {
    return HouseRules.of("dev.emporium.kit");
  }
}
