package dev.emporium.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Dockerfiles start what there is, as nobody, on the ports that the manifests know. */
class ImagesTest {
  private static final Pattern MAIN = Pattern.compile("\"(dev\\.emporium\\.[A-Za-z.]+)\"]$");

  @TempDir private Path scratch;

  @ParameterizedTest
  @ValueSource(strings = {"gateway", "catalog", "checkout", "billing", "installation"})
  void startsItsProcessPrepared(String process) throws IOException {
    Path file = Overlay.ROOT.resolve("deploy/images/" + process + ".Dockerfile");
    List<String> lines = Files.readAllLines(file);
    String last = lines.get(lines.size() - 1);
    var main = MAIN.matcher(last);
    assertThat(main.find()).as(last).isTrue();
    assertThat(mainMethods(main.group(1))).isEqualTo(1);
    assertThat(last)
        .startsWith("ENTRYPOINT [\"java\", \"-XX:AOTCache=/app/start.aot\", \"@/app/arguments\"");
    var image = lines.subList(lines.lastIndexOf("FROM program"), lines.size());
    assertThat(image)
        .contains(
            "COPY --from=rehearsal /tmp/" + process + ".aot /app/start.aot",
            "USER 10001:10001",
            "EXPOSE " + String.join(" ", ports(process)));
    assertThat(lines)
        .contains(
            "RUN java -cp '/rehearsal/*' dev.emporium.local.Rehearsal "
                + process
                + " /app/arguments /tmp/"
                + process
                + ".aot");
    assertThat(Overlay.ROOT.resolve("deploy/local/src/main/java/dev/emporium/local/Rehearsal.java"))
        .exists();
  }

  private static long mainMethods(String type) {
    try {
      return List.of(Class.forName(type).getMethods()).stream()
          .filter(method -> method.getName().equals("main"))
          .count();
    } catch (ClassNotFoundException missing) {
      throw new AssertionError(type, missing);
    }
  }

  private List<String> ports(String process) {
    var ports = new ArrayList<String>();
    var container =
        Yaml.containers(Overlay.render("try", scratch).get("Deployment", process)).get(0);
    Yaml.list(container.get("ports"))
        .forEach(port -> ports.add(String.valueOf(Yaml.map(port).get("containerPort"))));
    return ports;
  }
}
