package dev.emporium.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emporium.kit.failure.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldUpdatesTest {
  private final Map<String, Object> document = new LinkedHashMap<>();

  @Test
  void dottedNamesReachAndMakeObjects() {
    FieldUpdates.apply(document, "customData.a.b", 1);
    FieldUpdates.apply(document, "images", List.of("x"));
    FieldUpdates.apply(document, "name", "N");
    FieldUpdates.apply(document, "restrict.view.country", "CA");
    assertThat(document)
        .isEqualTo(
            Map.of(
                "customData", Map.of("a", Map.of("b", 1), "images", List.of("x")),
                "name", "N",
                "restrict", Map.of("view", Map.of("country", "CA"))));
    FieldUpdates.apply(document, "customData.a", null);
    assertThat(document.get("customData")).isEqualTo(Map.of("images", List.of("x")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "status.value", "version", "", "a..b", "name.x", "x.y"})
  void whatCannotBeChangedIsRefused(String field) {
    document.put("customData", new LinkedHashMap<>(Map.of("x", 5)));
    assertThatThrownBy(() -> FieldUpdates.apply(document, field, 1))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> assertThat(failure.details().get(0).field()).isEqualTo("fields"));
  }

  @Test
  void mergePatchesFollowTheRfc() {
    var patch = new LinkedHashMap<String, Object>();
    patch.put("a", null);
    patch.put("b", Map.of("c", 2));
    patch.put("d", List.of(1));
    assertThat(MergePatch.apply(Map.of("a", 1, "b", Map.of("x", 1), "d", 5), patch))
        .isEqualTo(Map.of("b", Map.of("x", 1, "c", 2), "d", List.of(1)));
  }
}
