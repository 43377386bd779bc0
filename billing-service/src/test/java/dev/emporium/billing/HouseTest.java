package dev.emporium.billing;

import dev.emporium.testkit.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class HouseTest {
  @TestFactory
  Stream<DynamicTest> rules() {
    return HouseRules.of("dev.emporium.billing");
  }
}
