package dev.emporium.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our renderer says what kustomize says, wherever kubectl or kustomize is installed. */
class RealKustomizeTest {
  @TempDir private Path scratch;

  @ParameterizedTest
  @ValueSource(strings = {"try", "production"})
  void saysTheSame(String name) throws IOException {
    List<String> command = command();
    assumeTrue(
        !command.isEmpty(),
        "neither kubectl nor kustomize is on the PATH: only our own renderer was tested");
    var overlay = Overlay.render(name, scratch);
    var all = new ArrayList<>(command);
    all.add(overlay.folder().toString());
    Process process =
        new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String real = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(normal(overlay.resources())).isEqualTo(normal(Yaml.parse(real, "kustomize")));
  }

  private static List<String> command() {
    if (onPath("kubectl")) {
      return List.of("kubectl", "kustomize");
    }
    return onPath("kustomize") ? List.of("kustomize", "build") : List.of();
  }

  private static boolean onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static Map<String, Object> normal(List<Map<String, Object>> resources) {
    var named = new TreeMap<String, Object>();
    resources.forEach(r -> named.put(Yaml.kind(r) + " " + Yaml.name(r), sorted("", r)));
    return named;
  }

  /** Lists of named things in the order of their names: kustomize may order them otherwise. */
  private static Object sorted(String field, Object tree) {
    if (tree instanceof Map<?, ?>) {
      var map = new TreeMap<String, Object>();
      Yaml.map(tree).forEach((key, value) -> map.put(key, sorted(key, value)));
      return map;
    }
    if (tree instanceof List<?> list) {
      var elements = new ArrayList<Object>();
      list.forEach(element -> elements.add(sorted("", element)));
      if (StrategicMerge.key(field) != null) {
        elements.sort(
            Comparator.comparing(e -> String.valueOf(Yaml.map(e).get(StrategicMerge.key(field)))));
      }
      return elements;
    }
    return tree;
  }
}
