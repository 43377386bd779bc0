package dev.emporium.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** Every metric that the example rules and dashboard ask for is one that a process answers with. */
final class MonitoringAudit {
  private static final Path FOLDER =
      Path.of(System.getProperty("emporium.root", "../.."), "deploy/kubernetes/monitoring");
  private static final Pattern METRIC =
      Pattern.compile("\\b(?:emporium|http|gateway|vertx|jvm|process)_[a-z0-9_]+");

  /** Only a process of its own, not one of several in a JVM, measures its Vert.x. */
  private static final String ALONE = "vertx_";

  private final OneMachine machine;

  MonitoringAudit(OneMachine machine) {
    this.machine = machine;
  }

  void check() {
    var offered = new TreeSet<String>();
    Stream.concat(Stream.of("gateway"), Environments.SERVICES.stream())
        .forEach(service -> offered.addAll(metrics(service)));
    var wanted = new TreeSet<String>();
    expressions().forEach(e -> METRIC.matcher(e).results().forEach(m -> wanted.add(m.group())));
    boolean alone = offered.stream().anyMatch(name -> name.startsWith(ALONE));
    wanted.removeIf(name -> name.startsWith(ALONE) && !alone);
    assertThat(wanted).hasSizeGreaterThan(8);
    assertThat(offered).containsAll(wanted);
  }

  private Set<String> metrics(String service) {
    var names = new TreeSet<String>();
    String url = "http://127.0.0.1:" + machine.managementPort(service);
    GatewayClient.anonymous(url)
        .get("/metrics")
        .ok()
        .body()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> names.add(line.split("[{ ]", 2)[0]));
    return names;
  }

  private static List<String> expressions() {
    var found = new ArrayList<String>();
    Map<String, List<Map<String, List<Map<String, String>>>>> rules =
        new Yaml().load(text("rules.yaml"));
    rules.get("groups").get(0).get("rules").forEach(rule -> found.add(rule.get("expr")));
    var panels = new JsonObject(text("dashboard.json")).getJsonArray("panels");
    for (int i = 0; i < panels.size(); i++) {
      var targets = panels.getJsonObject(i).getJsonArray("targets");
      for (int j = 0; j < targets.size(); j++) {
        found.add(targets.getJsonObject(j).getString("expr"));
      }
    }
    return found;
  }

  private static String text(String file) {
    try {
      return Files.readString(FOLDER.resolve(file));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
