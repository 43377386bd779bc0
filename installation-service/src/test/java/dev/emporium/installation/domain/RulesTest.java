package dev.emporium.installation.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emporium.installation.domain.Integration.Status;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import dev.emporium.kit.value.CustomData;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RulesTest {
  @Test
  void restrictionsMatchAnyOfTheValuesInEveryField() {
    Map<String, Object> north = Map.of("country", List.of("Canada", "Mexico"));
    Map<String, Object> male = Map.of("gender", "Male");
    Map<String, Object> none = Map.of();
    assertThat(Restrictions.permits(none, none, none)).isTrue();
    assertThat(Restrictions.permits(north, none, Map.of("country", "Canada"))).isTrue();
    assertThat(Restrictions.permits(north, none, Map.of("country", "France"))).isFalse();
    assertThat(Restrictions.permits(north, none, none)).isFalse();
    assertThat(Restrictions.permits(none, male, Map.of("gender", "Male"))).isFalse();
    assertThat(Restrictions.permits(none, male, none)).isTrue();
    assertThat(Restrictions.permits(north, male, Map.of("country", "Mexico", "gender", "Female")))
        .isTrue();
    assertThat(
            Restrictions.permits(
                Map.of("level", 2), none, Map.of("level", List.of(1, new BigDecimal("2.0")))))
        .isTrue();
  }

  @Test
  void anErrorCodeBelongsToInactiveAndErrorAndIsForgottenWithThem() {
    Integration none = Integration.none();
    Integration error = none.reported(Status.ERROR, "AUTH_ERROR", Map.of("a", 1));
    assertThat(error).isEqualTo(new Integration(Status.ERROR, "AUTH_ERROR", Map.of("a", 1)));
    assertThat(error.reported(Status.ACTIVATED, null, null))
        .isEqualTo(new Integration(Status.ACTIVATED, null, Map.of("a", 1)));
    assertThat(error.reported(Status.ERROR, null, Map.of()).metadata()).isEmpty();
    assertThatThrownBy(() -> none.reported(Status.ACTIVATED, "NOT_ENTITLED", null))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.details().get(0).field()).isEqualTo("errorCode"));
  }

  @Test
  void authorisingStartsOverUnlessItWorksAlready() {
    assertThat(Integration.none().authorized().status()).isEqualTo(Status.AUTHORIZED);
    Integration works = Integration.none().finished();
    assertThat(works.authorized()).isSameAs(works);
    assertThat(works.finished()).isSameAs(works);
  }

  @Test
  void aSecondCreationKeepsWhatWasReported() {
    Integration works = Integration.none().finished();
    assertThat(Integration.none().created(null, Status.AUTHORIZED, null).status())
        .isEqualTo(Status.AUTHORIZED);
    assertThat(works.created(null, Status.AUTHORIZED, null)).isEqualTo(works);
    assertThat(works.created(Status.INACTIVE, Status.AUTHORIZED, Map.of("k", "v")))
        .isEqualTo(new Integration(Status.INACTIVE, null, Map.of("k", "v")));
  }

  @Test
  void basicCredentialsHaveTheAppsKeysAndNoOthers() {
    var auth =
        new ExternalAuth(
            "basic",
            List.of(
                new ExternalAuth.Field("username", true), new ExternalAuth.Field("note", false)));
    auth.require(basic(null, Map.of("username", "ada")));
    auth.require(basic("key", null));
    assertThat(faults(auth, basic(null, Map.of("password", "x"))))
        .containsExactly("basicCredentials.username", "basicCredentials.password");
    assertThat(faults(auth, basic(null, null))).containsExactly("apiKey");
    assertThat(faults(auth, basic("key", Map.of("username", "ada")))).containsExactly("apiKey");
    assertThat(faults(auth, oauth("a", "r"))).containsExactly("type");
  }

  @Test
  void oauthNeedsBothTokens() {
    var auth = new ExternalAuth("oauth2", List.of());
    auth.require(oauth("a", "r"));
    assertThat(faults(auth, oauth(null, " "))).containsExactly("accessToken", "refreshToken");
    assertThat(faults(auth, basic("key", null))).containsExactly("type");
  }

  @Test
  void namesInCustomDataAreRestricted() {
    CustomData.check("customData", Map.of("fine", List.of(Map.of("x".repeat(50), 1))));
    for (String bad : List.of("a.b", "$set", "", "x".repeat(51))) {
      assertThatThrownBy(
              () -> CustomData.check("customData", Map.of("list", List.of(Map.of(bad, 1)))))
          .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.kind()).isEqualTo(Kind.INVALID));
    }
  }

  @Test
  void theFirstFreePlanIsThePlainest() {
    Plan paid = Samples.single();
    Plan free = Samples.free();
    assertThat(Samples.offer(paid, free).plainest()).contains(free);
    assertThat(Samples.offer(paid).plainest()).contains(paid);
    assertThat(Samples.offer().plainest()).isEmpty();
    assertThatThrownBy(() -> Samples.offer(paid).model("other"))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.details().get(0).field()).isEqualTo("modelId"));
  }

  private static ExternalAuth.Given basic(String key, Map<String, Object> credentials) {
    return new ExternalAuth.Given("basic", key, credentials, null, null, null, List.of());
  }

  private static ExternalAuth.Given oauth(String access, String refresh) {
    return new ExternalAuth.Given("oauth2", null, null, access, refresh, null, List.of());
  }

  private static List<String> faults(ExternalAuth auth, ExternalAuth.Given given) {
    try {
      auth.require(given);
      return List.of();
    } catch (Failure failure) {
      return failure.details().stream().map(Failure.Detail::field).toList();
    }
  }
}
