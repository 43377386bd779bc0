package dev.emporium.installation.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTest {
  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080, http://localhost:8080, true",
    "http://localhost:8080, http://127.0.0.1:8080, true",
    "http://127.0.0.1:8080, http://[::1]:8080, true",
    "https://shop.example, https://SHOP.example:443, true",
    "http://localhost:8080, http://localhost:8081, false",
    "http://localhost:8080, https://localhost:8080, false",
    "http://localhost:8080, http://localhost.evil.example:8080, false",
    "https://shop.example, https://127.0.0.1, false",
    "https://shop.example, null, false",
    "https://shop.example, 'not a uri', false",
  })
  void namesOfThisMachineAreOneHost(String ours, String origin, boolean same) {
    assertThat(Origins.same(ours, origin)).isEqualTo(same);
  }
}
