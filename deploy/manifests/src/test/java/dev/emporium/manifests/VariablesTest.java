package dev.emporium.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The README's table of variables is what the processes read. */
class VariablesTest {
  @Test
  void theReadmeTellsEveryVariable() throws IOException {
    if (Boolean.getBoolean("emporium.write")) {
      VariablesTable.main(new String[0]);
    }
    assertThat(VariablesTable.current(Files.readString(VariablesTable.README)))
        .as(
            "make it anew: ./mvnw -pl deploy/manifests -am test -Dtest=VariablesTest -Demporium.write=true -Dsurefire.failIfNoSpecifiedTests=false")
        .isEqualTo(VariablesTable.make());
  }
}
