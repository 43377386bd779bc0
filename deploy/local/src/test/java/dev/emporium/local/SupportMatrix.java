package dev.emporium.local;

import dev.emporium.kit.http.Contract;
import dev.emporium.kit.http.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code docs/operations.md}: which documented operations work, written from the contracts. */
final class SupportMatrix {
  /** Operations in the vendors' documents. */
  private static final Map<String, Integer> DOCUMENTED = documented();

  private static final List<String> SERVICES =
      List.of("catalog-service", "checkout-service", "billing-service", "installation-service");

  private SupportMatrix() {}

  private static Map<String, Integer> documented() {
    var counts = new LinkedHashMap<String, Integer>();
    counts.put("appdirect", 326);
    counts.put("openchannel", 61);
    counts.put("highlevel", 9);
    counts.put("pleo", 7);
    return counts;
  }

  static String markdown(Path root) throws IOException {
    var operations = new ArrayList<Operation>();
    for (String service : SERVICES) {
      try (var files = Files.walk(root.resolve(service).resolve("src/main/resources/contract"))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
          operations.addAll(Contract.parse(file.toString(), Files.readString(file)).operations());
        }
      }
    }
    var text =
        new StringBuilder("# Operations\n\nWritten from the contracts; a test keeps it true.\n");
    text.append("OpenChannel's include those of its later document.\n\n");
    text.append("| dialect | operations here | in the document |\n|---|---|---|\n");
    DOCUMENTED.forEach(
        (dialect, all) ->
            text.append("| ")
                .append(dialect)
                .append(" | ")
                .append(vendor(operations, dialect))
                .append(" | ")
                .append(all)
                .append(" |\n"));
    for (String dialect : List.of("appdirect", "openchannel", "highlevel", "pleo", "emporium")) {
      text.append("\n## ")
          .append(dialect)
          .append(
              "\n\n| method | path | operationId | service | document |\n|---|---|---|---|---|\n");
      operations.stream()
          .filter(o -> o.dialect().equals(dialect))
          .forEach(o -> text.append(row(o)));
    }
    return text.toString();
  }

  private static long vendor(List<Operation> operations, String dialect) {
    return operations.stream()
        .filter(o -> o.dialect().equals(dialect) && !o.definition().getBoolean("x-twin", false))
        .count();
  }

  private static String row(Operation operation) {
    return "| %s | `%s` | %s | %s | %s |\n"
        .formatted(
            operation.method(),
            operation.path(),
            operation.id(),
            operation.service(),
            operation.definition().getString("x-seed", "ours"));
  }
}
