package dev.emporium.catalog.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emporium.catalog.domain.product.PriceRange;
import dev.emporium.kit.failure.Failure;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CsvTableTest {
  private static final Set<String> COLUMNS = Set.of("a", "b", "c");

  private static CsvTable table(String text) {
    return CsvTable.of(text, COLUMNS, Set.of("a"));
  }

  @Test
  void rowsKnowTheirLines() {
    var rows = table("\uFEFFb,a\r\n\"x\ny\", 1 \r\n,2\r\n").rows();
    assertThat(rows).extracting(CsvRow::line).containsExactly(2L, 4L);
    assertThat(rows.get(0).cells()).isEqualTo(Map.of("a", "1", "b", "x\ny"));
    assertThat(rows.get(1).has("b")).isFalse();
  }

  @Test
  void mistakesOfTheFileNameLineAndColumn() {
    assertThat(table("b,d,b\n1,2,3\n").errors())
        .containsExactly(
            new RowError(1, "d", "This kind of file has no such column"),
            new RowError(1, "b", "This column stands there twice"),
            new RowError(1, "a", "This column is missing"));
    assertThat(table("a,b\n1\n").errors())
        .containsExactly(new RowError(2, null, "This row has 1 values, the header 2"));
    assertThat(table("a\n").errors()).hasSize(1);
    assertThat(table("a\n\"1\"x\n").errors()).hasSize(1);
  }

  private static CsvRow row(String value) {
    return new CsvRow(7, Map.of("v", value));
  }

  @Test
  void amountsAndRanges() {
    assertThat(row("USD:4.99/EUR:4.5").amounts("v"))
        .isEqualTo(Map.of("USD", new BigDecimal("4.99"), "EUR", new BigDecimal("4.5")));
    assertThat(row("0..5 USD:10|5.. USD:8/EUR:7 +USD:50/EUR:45 ~USD:6/EUR:5").ranges("v"))
        .containsExactly(
            new PriceRange(
                BigDecimal.ZERO,
                new BigDecimal("5"),
                Map.of("USD", BigDecimal.TEN),
                Map.of(),
                Map.of()),
            new PriceRange(
                new BigDecimal("5"),
                null,
                Map.of("USD", new BigDecimal("8"), "EUR", new BigDecimal("7")),
                Map.of("USD", new BigDecimal("50"), "EUR", new BigDecimal("45")),
                Map.of("USD", new BigDecimal("6"), "EUR", new BigDecimal("5"))));
    for (String wrong : List.of("4.99", "USD", "USD:x", "USD:1/USD:2", "USD:1e5", "US:1")) {
      assertThatThrownBy(() -> row(wrong).amounts("v"))
          .as(wrong)
          .extracting(f -> ((Failure) f).details().get(0).field())
          .isEqualTo("v");
    }
    for (String wrong : List.of("0-5 USD:1", "0..5", "..5 USD:1", "0..5 USD")) {
      assertThatThrownBy(() -> row(wrong).ranges("v"))
          .as(wrong)
          .extracting(f -> ((Failure) f).details().get(0).field())
          .isEqualTo("v");
    }
    assertThatThrownBy(() -> row("maybe").flag("v", true))
        .extracting(f -> ((Failure) f).details().get(0).field())
        .isEqualTo("v");
    assertThatThrownBy(() -> row("1.5").whole("v", 0))
        .extracting(f -> ((Failure) f).details().get(0).field())
        .isEqualTo("v");
    assertThatThrownBy(() -> row("=cmd").code("v"))
        .extracting(f -> ((Failure) f).details().get(0).field())
        .isEqualTo("v");
  }
}
