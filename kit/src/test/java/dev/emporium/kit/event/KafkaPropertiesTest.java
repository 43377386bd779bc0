package dev.emporium.kit.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaPropertiesTest {
  @Test
  void aLoginMayEndWithoutItsSemicolonAndHoldOthers() {
    assertThat(
            Broker.properties(
                "security.protocol=SASL_SSL; sasl.jaas.config=Scram required password=\"a\\;b=c\";x=1"))
        .isEqualTo(
            Map.of(
                "security.protocol", "SASL_SSL",
                "sasl.jaas.config", "Scram required password=\"a;b=c\";",
                "x", "1"));
  }

  @Test
  void nothingIsNothing() {
    assertThat(Broker.properties("")).isEmpty();
    assertThatThrownBy(() -> Broker.properties("x")).isInstanceOf(IllegalArgumentException.class);
  }
}
