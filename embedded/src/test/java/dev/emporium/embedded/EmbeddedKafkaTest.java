package dev.emporium.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {
  @TempDir Path folder;

  @Test
  void itStartsAgainOverItsFolder() throws Exception {
    int port;
    String identity;
    try (var first = EmbeddedKafka.start(folder, 0)) {
      port = first.port();
      identity = Files.readString(folder.resolve("data/meta.properties"));
      assertThat(Port.answers(port)).isTrue();
      assertThat(first.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
      assertThatThrownBy(() -> EmbeddedKafka.start(folder, 0))
          .isInstanceOf(EmbeddedException.class)
          .hasMessageContaining("is in use by another process");
    }
    assertThat(Port.answers(port)).isFalse();
    try (var second = EmbeddedKafka.start(folder, port)) {
      assertThat(second.isAlive()).isTrue();
      assertThat(Files.readString(folder.resolve("data/meta.properties"))).isEqualTo(identity);
    }
  }
}
