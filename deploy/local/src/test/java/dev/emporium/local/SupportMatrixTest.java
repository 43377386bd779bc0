package dev.emporium.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SupportMatrixTest {
  /** With {@code -Dwrite=true} it writes the file instead of comparing. */
  @Test
  void theMatrixInTheDocsIsTheContracts() throws IOException {
    Path root = Path.of(System.getProperty("emporium.root", "../.."));
    Path file = root.resolve("docs").resolve("operations.md");
    if (Boolean.getBoolean("write")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, SupportMatrix.markdown(root));
    }
    assertThat(Files.readString(file)).isEqualTo(SupportMatrix.markdown(root));
  }
}
