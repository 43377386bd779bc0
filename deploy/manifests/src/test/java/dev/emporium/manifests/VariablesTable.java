package dev.emporium.manifests;

import dev.emporium.kit.service.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The README's table of variables, made of what the processes say and what we say about it. */
final class VariablesTable {
  static final Path README = Overlay.ROOT.resolve("README.md");
  private static final String BEGIN = "<!-- variables -->\n";
  private static final String END = "<!-- /variables -->";

  private VariablesTable() {}

  /** Writes the README's table anew. */
  public static void main(String[] arguments) throws IOException {
    String text = Files.readString(README);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    Files.writeString(
        README, text.substring(0, begin) + make() + text.substring(text.indexOf(END)));
  }

  /** What stands in the README between the marks. */
  static String current(String text) {
    return text.substring(text.indexOf(BEGIN) + BEGIN.length(), text.indexOf(END));
  }

  static String make() throws IOException {
    var settings = new LinkedHashMap<String, Settings>();
    try (var processes = new Processes()) {
      Processes.NAMES.forEach(name -> settings.put(name, processes.variables(name, Map.of())));
    }
    var undescribed = new LinkedHashSet<String>();
    settings.values().forEach(s -> undescribed.addAll(s.names()));
    var table =
        new StringBuilder("| variable | read by | default | meaning |\n|---|---|---|---|\n");
    for (String[] entry : descriptions()) {
      undescribed.remove(entry[0]);
      table.append(line(entry, settings));
    }
    if (!undescribed.isEmpty()) {
      throw new AssertionError("variables.txt says nothing about " + undescribed);
    }
    return table.toString();
  }

  private static List<String[]> descriptions() throws IOException {
    var entries = new ArrayList<String[]>();
    try (InputStream in = VariablesTable.class.getResourceAsStream("/variables.txt")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .forEach(line -> entries.add(line.split("\\|", -1)));
    }
    return entries;
  }

  private static String line(String[] entry, Map<String, Settings> settings) {
    String name = entry[0];
    var readers = new ArrayList<String>();
    var defaults = new LinkedHashSet<String>();
    settings.forEach(
        (process, s) -> {
          if (s.names().contains(name)) {
            readers.add(process);
            defaults.add(
                s.required().contains(name) ? "required" : s.defaults().getOrDefault(name, ""));
          }
        });
    if (readers.isEmpty()) {
      throw new AssertionError("no process reads " + name + ", which variables.txt describes");
    }
    String otherwise = entry.length > 2 ? entry[2] : joined(defaults);
    return "| `%s` | %s | %s | %s |%n".formatted(name, who(readers), otherwise, entry[1]);
  }

  private static String joined(Set<String> defaults) {
    return String.join(", ", defaults.stream().filter(d -> !d.isEmpty()).toList());
  }

  private static String who(List<String> readers) {
    if (readers.equals(Processes.NAMES)) {
      return "all";
    }
    boolean services = readers.size() == 4 && !readers.contains("gateway");
    return services ? "the services" : String.join(", ", readers);
  }
}
