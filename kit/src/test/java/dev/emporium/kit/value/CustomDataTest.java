package dev.emporium.kit.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emporium.kit.failure.Failure;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The limits of openchannel.txt:6845-6849, from both sides. */
class CustomDataTest {
  /** An object of so many levels whose innermost one is this. */
  private static Map<String, Object> levels(int count, Map<String, Object> innermost) {
    Map<String, Object> all = innermost;
    for (int i = 1; i < count; i++) {
      all = Map.of("n", all);
    }
    return all;
  }

  private static void refused(ThrowingCallable check) {
    assertThatThrownBy(check)
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> assertThat(failure.details().get(0).field()).isEqualTo("customData"));
  }

  @Test
  void fiftyLevelsOfNestedObjectsAreTheMost() {
    CustomData.check("customData", levels(50, Map.of("end", 1)));
    CustomData.check("customData", levels(50, Map.of()));
    refused(() -> CustomData.check("customData", levels(51, Map.of())));
    refused(() -> CustomData.check("customData", levels(51, Map.of("end", 1))));
  }

  @Test
  void anArrayIsALevel() {
    CustomData.check("customData", levels(49, Map.of("list", List.of(1, 2))));
    refused(() -> CustomData.check("customData", levels(50, Map.of("list", List.of(1)))));
    CustomData.check("customData", List.of(levels(49, Map.of("end", 1))));
    refused(() -> CustomData.check("customData", List.of(levels(50, Map.of("end", 1)))));
  }

  @Test
  void namesHaveFiftyCharactersAtMostAndNoOperators() {
    CustomData.check("customData", Map.of("a".repeat(50), 1, "b$", 2));
    for (String name : List.of("a".repeat(51), "", "$a", "a.b", "a\0")) {
      refused(() -> CustomData.check("customData", Map.of(name, 1)));
    }
  }
}
