package dev.emporium.kit.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class IdsTest {
  @Test
  void version7SortsByItsMillisecond() {
    var earlier = Ids.uuid7(Instant.ofEpochMilli(1_000_000_000_000L));
    var later = Ids.uuid7(Instant.ofEpochMilli(1_000_000_000_001L));
    assertThat(earlier.version()).isEqualTo(7);
    assertThat(earlier.variant()).isEqualTo(2);
    assertThat(earlier.toString()).isLessThan(later.toString());
    assertThat(earlier.getMostSignificantBits() >>> 16).isEqualTo(1_000_000_000_000L);
  }

  @Test
  void vendorsFormsHaveTheirShapes() {
    assertThat(Ids.hex24()).matches("[0-9a-f]{24}");
    assertThat(Ids.alphanumeric20()).matches("[A-Za-z0-9]{20}");
    var many = new HashSet<String>();
    for (int i = 0; i < 10_000; i++) {
      many.add(Ids.hex24());
    }
    assertThat(many).hasSize(10_000);
  }
}
