package dev.emporium.installation.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emporium.installation.webhook.WebhookSecret;
import dev.emporium.kit.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookRulesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com",
        "ftp://example.com",
        "https://u:p@example.com",
        "https://",
        "x",
        "https://a#b"
      })
  void onlyPlainHttpsIsADestination(String url) {
    assertThatThrownBy(() -> Destination.url(url, false)).isInstanceOf(Failure.class);
  }

  @Test
  void aSandboxTakesHttp() {
    assertThat(Destination.url("http://127.0.0.1:9/x", true).getPort()).isEqualTo(9);
  }

  @Test
  void retriesSpreadOverThreeDaysAndHonourRetryAfter() {
    assertThat(RetrySchedule.next(1, null, 0.5, NOW)).contains(NOW.plusSeconds(5));
    assertThat(RetrySchedule.next(1, null, 0, NOW)).contains(NOW.plusSeconds(4));
    assertThat(RetrySchedule.next(2, null, 1, NOW)).contains(NOW.plusSeconds(360));
    assertThat(RetrySchedule.next(1, Duration.ofMinutes(2), 0, NOW)).contains(NOW.plusSeconds(120));
    assertThat(RetrySchedule.next(1, Duration.ofDays(9), 0, NOW)).contains(NOW.plusSeconds(86_400));
    assertThat(RetrySchedule.next(1, Duration.ofSeconds(-4), 0.5, NOW))
        .contains(NOW.plusSeconds(5));
    Instant at = NOW;
    for (int attempt = 1; attempt <= 9; attempt++) {
      at = RetrySchedule.next(attempt, null, 0.5, at).orElseThrow();
    }
    assertThat(Duration.between(NOW, at)).isGreaterThan(Duration.ofDays(3));
    assertThat(RetrySchedule.next(10, null, 0.5, NOW)).isEmpty();
  }

  @Test
  void anEndpointKeepsItsPace() {
    var fresh = new Pace(10, Instant.EPOCH);
    assertThat(fresh.allowed(NOW)).isEqualTo(10);
    Pace used = fresh.used(10, NOW);
    assertThat(used.allowed(NOW)).isZero();
    assertThat(used.allowed(NOW.plusMillis(500))).isEqualTo(5);
    assertThat(used.allowed(NOW.plusSeconds(60))).isEqualTo(10);
  }

  @Test
  void theSignatureIsStandardWebhooks() {
    // the example of the Standard Webhooks specification's reference libraries
    byte[] secret = java.util.Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    assertThat(
            WebhookSecret.signature(
                List.of(secret),
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1614265330,
                "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    assertThat(
            WebhookSecret.signature(
                    List.of(secret, "other".getBytes(StandardCharsets.UTF_8)), "a", 1, "b")
                .split(" "))
        .hasSize(2);
  }

  @Test
  void longFailureOrGoneDisables() {
    var told =
        new Webhook.Told("https://example.com", null, Set.of("app.installed"), null, null, null);
    Webhook it = Webhook.of(told, NOW);
    assertThat(it.giveUp(500, NOW)).isNull();
    assertThat(it.giveUp(410, NOW)).isEqualTo("GONE");
    Webhook failing =
        new Webhook(
            it.endpointId(), it.url(), null, it.eventTypes(), true, null, 1, 1, NOW, NOW, NOW, 1);
    assertThat(failing.giveUp(500, NOW.plus(Duration.ofHours(71)))).isNull();
    assertThat(failing.giveUp(null, NOW.plus(Duration.ofDays(3)))).isEqualTo("FAILING");
    assertThatThrownBy(() -> told.requireTypes(Set.of("app.approved"))).isInstanceOf(Failure.class);
  }
}
