package dev.emporium.catalog.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A file's rows under its header.
 *
 * @param errors what is wrong with the file itself; then there are no rows
 */
public record CsvTable(List<CsvRow> rows, List<RowError> errors) {
  /** More rows than this are refused. */
  public static final int MAX_ROWS = 20_000;

  private static final int MAX_CELL = 100_000;

  /**
   * Reads a file of comma-separated values (RFC 4180), UTF-8, whose first line names the columns.
   */
  public static CsvTable of(String content, Set<String> columns, Set<String> required) {
    var errors = new ArrayList<RowError>();
    var rows = new ArrayList<CsvRow>();
    List<String> header = null;
    String text = content.startsWith("\uFEFF") ? content.substring(1) : content;
    try {
      for (CsvRecord line : CsvReader.builder().acceptCharsAfterQuotes(false).ofCsvRecord(text)) {
        List<String> cells = line.getFields();
        if (header == null) {
          header = cells.stream().map(String::strip).toList();
          header(header, columns, required, errors);
        } else if (errors.isEmpty()) {
          row(line, header, rows, errors);
        }
        if (rows.size() > MAX_ROWS) {
          return failed(1, "A file has at most " + MAX_ROWS + " rows");
        }
      }
    } catch (CsvParseException malformed) {
      return failed(lineOf(rows) + 1, "This is not CSV: " + malformed.getMessage());
    }
    if (header == null || (rows.isEmpty() && errors.isEmpty())) {
      return failed(1, "The file has no rows");
    }
    return new CsvTable(errors.isEmpty() ? List.copyOf(rows) : List.of(), List.copyOf(errors));
  }

  private static long lineOf(List<CsvRow> rows) {
    return rows.isEmpty() ? 1 : rows.get(rows.size() - 1).line();
  }

  private static CsvTable failed(long line, String message) {
    return new CsvTable(List.of(), List.of(new RowError(line, null, message)));
  }

  private static void header(
      List<String> header, Set<String> columns, Set<String> required, List<RowError> errors) {
    var seen = new HashSet<String>();
    for (String name : header) {
      if (!columns.contains(name)) {
        errors.add(new RowError(1, name, "This kind of file has no such column"));
      } else if (!seen.add(name)) {
        errors.add(new RowError(1, name, "This column stands there twice"));
      }
    }
    required.stream()
        .filter(name -> !seen.contains(name))
        .sorted()
        .forEach(name -> errors.add(new RowError(1, name, "This column is missing")));
  }

  private static void row(
      CsvRecord line, List<String> header, List<CsvRow> rows, List<RowError> errors) {
    List<String> cells = line.getFields();
    long number = line.getStartingLineNumber();
    if (cells.size() != header.size()) {
      errors.add(
          new RowError(
              number,
              null,
              "This row has " + cells.size() + " values, the header " + header.size()));
      return;
    }
    Map<String, String> named = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      String cell = cells.get(i).strip();
      if (cell.length() > MAX_CELL || cell.indexOf('\0') >= 0) {
        errors.add(new RowError(number, header.get(i), "This value is too long or malformed"));
      } else if (!cell.isEmpty()) {
        named.put(header.get(i), cell);
      }
    }
    rows.add(new CsvRow(number, Map.copyOf(named)));
  }
}
