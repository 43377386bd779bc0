package dev.emporium.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  private static final Path FOLDER = Path.of("x");

  @Test
  void readsWhatWasAsked() {
    assertThat(Options.parse(FOLDER, new String[] {})).contains(new Options(FOLDER, 8080, false));
    assertThat(Options.parse(FOLDER, new String[] {"--fresh", "--port", "9000"}))
        .contains(new Options(FOLDER, 9000, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--port", "--port x", "--port 0", "--port 65000", "--what", "--help", "--port -1"})
  void nonsenseIsNotGuessedAt(String line) {
    assertThat(Options.parse(FOLDER, line.split(" "))).isEmpty();
  }
}
