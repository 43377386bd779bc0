package dev.emporium.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.CustomData;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppDraftTest {
  private static PricingModel.Draft model(String id, String type, String price, String trial) {
    return new PricingModel.Draft(
        id,
        type,
        price == null ? null : new BigDecimal(price),
        trial == null ? null : new BigDecimal(trial),
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static void refused(
      String field, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.details().get(0).field()).isEqualTo(field));
  }

  @Test
  void noModelIsOneFreeModel() {
    assertThat(PricingModels.of(List.of()))
        .containsExactly(
            new PricingModel(
                "1",
                PricingModel.Type.FREE,
                0,
                0,
                "single",
                "USD",
                0,
                "marketplace",
                null,
                null,
                null));
  }

  @Test
  void recurringModelsAreMonthlyUnlessSaidOtherwiseAndIdsAreGiven() {
    var models =
        PricingModels.of(
            List.of(model(null, "recurring", "499", "14"), model("1", "single", "2500", null)));
    assertThat(models.get(0).modelId()).isEqualTo("2");
    assertThat(models.get(0).billingPeriod()).isEqualTo("monthly");
    assertThat(models.get(0).billingPeriodUnit()).isEqualTo(1);
    assertThat(models.get(0).price()).isEqualTo(499);
    assertThat(models.get(1).modelId()).isEqualTo("1");
    assertThat(models.get(1).billingPeriod()).isNull();
  }

  @Test
  void refusesImpossibleModels() {
    refused("model.price", () -> PricingModels.of(List.of(model(null, "free", "1", null))));
    refused("model.trial", () -> PricingModels.of(List.of(model(null, null, null, "1"))));
    refused("model.price", () -> PricingModels.of(List.of(model(null, "single", "1.5", null))));
    refused("model.price", () -> PricingModels.of(List.of(model(null, "single", "-1", null))));
    refused("model.type", () -> PricingModels.of(List.of(model(null, "gift", "1", null))));
    refused(
        "model.modelId",
        () ->
            PricingModels.of(List.of(model("a", "free", "0", "0"), model("a", "free", "0", "0"))));
    refused(
        "model.currency",
        () ->
            PricingModels.of(
                List.of(
                    new PricingModel.Draft(
                        null, "single", null, null, null, "XXQ", null, null, null, null, null))));
  }

  @Test
  void customDataKeepsItsLimits() {
    CustomData.check("customData", Map.of("a".repeat(50), List.of(Map.of("b", "c"))));
    refused("customData", () -> CustomData.check("customData", Map.of("a".repeat(51), 1)));
    refused("customData", () -> CustomData.check("customData", Map.of("a.b", 1)));
    refused("customData", () -> CustomData.check("customData", Map.of("$a", 1)));
    refused("customData", () -> CustomData.check("customData", Map.of("a", "x\0")));
    Map<String, Object> deep = Map.of("end", 1);
    for (int i = 0; i < 49; i++) {
      deep = Map.of("n", deep);
    }
    CustomData.check("customData", deep);
    Map<String, Object> deeper = Map.of("n", deep);
    refused("customData", () -> CustomData.check("customData", deeper));
    String megabyte = "x".repeat(1024 * 1024);
    refused(
        "customData",
        () ->
            CustomData.check(
                "customData", Map.of("l", java.util.Collections.nCopies(9, megabyte))));
  }

  @ParameterizedTest
  @CsvSource({
    "Hot Water Assist, hot-water-assist",
    "'  Ünïcode & Söhne! ', unicode-sohne",
    "日本, app",
    "a--b, a-b"
  })
  void aliasesAreSafe(String name, String alias) {
    assertThat(SafeName.of(name)).isEqualTo(alias);
    assertThat(SafeName.numbered(name, 3)).isEqualTo(alias + "-3");
  }

  @Test
  void namesDifferingInCaseAndSpacesAreOneName() {
    assertThat(SafeName.key(" Hot  Water ASSIST ")).isEqualTo("hot water assist");
  }

  @Test
  void restrictionsFollowTheDocumentsSamples() {
    Map<String, Object> canada = Map.of("country", "Canada", "gender", "Male");
    Map<String, Object> mexico = Map.of("country", "Mexico", "gender", "Male");
    Map<String, Object> france = Map.of("country", "France", "gender", "Female");
    var whitelist =
        Restriction.of(
            Map.of(
                "view", Map.of("country", List.of("Canada", "Mexico")),
                "own", Map.of("country", "Canada")),
            Map.of());
    assertThat(whitelist.mayView(canada)).isTrue();
    assertThat(whitelist.mayView(mexico)).isTrue();
    assertThat(whitelist.mayView(france)).isFalse();
    assertThat(whitelist.mayOwn(canada)).isTrue();
    assertThat(whitelist.mayOwn(mexico)).isFalse();
    var blacklist =
        Restriction.of(Map.of(), Map.of("view", Map.of(), "own", Map.of("gender", "Male")));
    assertThat(blacklist.mayView(mexico)).isTrue();
    assertThat(blacklist.mayOwn(mexico)).isFalse();
    assertThat(blacklist.mayOwn(france)).isTrue();
    assertThat(blacklist.mayOwn(Map.of())).isTrue();
    assertThat(whitelist.mayView(Map.of("country", List.of("France", "Mexico")))).isTrue();
    assertThat(blacklist.present()).isTrue();
    assertThat(Restriction.of(Map.of("view", Map.of()), Map.of()).present()).isFalse();
    refused("allow", () -> Restriction.of(Map.of("see", Map.of()), Map.of()));
    refused("restrict", () -> Restriction.of(Map.of(), Map.of("own", "x")));
    refused("restrict", () -> Restriction.of(Map.of(), Map.of("own", Map.of("a", Map.of()))));
  }

  @Test
  void metersKeepTheirIdsByName() {
    var before = Integration.none("5565322ae4b0a70b13a4563b");
    var meter =
        new Integration.Meter(
            null,
            "Texts",
            "sms",
            "message",
            "Sent",
            "fixed",
            new BigDecimal("0.50"),
            null,
            null,
            10);
    var wanted =
        new Integration(
            List.of("https://a.example/cb"), List.of("x.write"), null, null, List.of(meter));
    var first = IntegrationRules.replace(before, wanted, () -> "m1");
    assertThat(first.meters().get(0).meterId()).isEqualTo("m1");
    assertThat(first.appVersionId()).isEqualTo("5565322ae4b0a70b13a4563b");
    var second = IntegrationRules.replace(first, wanted, () -> "m2");
    assertThat(second.meters().get(0).meterId()).isEqualTo("m1");
    for (String uri :
        List.of(
            "http://a.example/cb",
            "https://a.example/cb#x",
            "javascript:1",
            "/cb",
            "https://u@a/")) {
      refused(
          "redirectUris",
          () ->
              IntegrationRules.replace(
                  before,
                  new Integration(List.of(uri), List.of(), null, null, List.of()),
                  () -> "m"));
    }
    refused(
        "meters.fixedPricePerUnit",
        () ->
            IntegrationRules.replace(
                before,
                new Integration(
                    List.of(),
                    List.of(),
                    null,
                    null,
                    List.of(
                        new Integration.Meter(
                            null, "T", "s", "m", "n", "fixed", null, null, null, null))),
                () -> "m"));
  }
}
