package dev.emporium.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private final CircuitBreaker breaker = new CircuitBreaker(3, 1_000);

  @Test
  void opensAfterFailuresInARowOnly() {
    breaker.failed(0);
    breaker.failed(0);
    breaker.succeeded();
    breaker.failed(0);
    breaker.failed(0);
    assertThat(breaker.ask(0)).isZero();
    breaker.failed(0);
    assertThat(breaker.ask(0)).isEqualTo(1_000);
    assertThat(breaker.ask(400)).isEqualTo(600);
    assertThat(breaker.open()).isTrue();
  }

  @Test
  void oneTriesAndDecides() {
    breaker.failed(0);
    breaker.failed(0);
    breaker.failed(0);
    assertThat(breaker.ask(1_000)).as("one may try").isZero();
    assertThat(breaker.ask(1_000)).as("the next one waits").isEqualTo(1_000);
    breaker.failed(1_100);
    assertThat(breaker.ask(1_200)).isEqualTo(900);
    assertThat(breaker.ask(2_100)).isZero();
    breaker.succeeded();
    assertThat(breaker.ask(2_100)).isZero();
    assertThat(breaker.open()).isFalse();
  }
}
