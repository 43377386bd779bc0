package dev.emporium.kit.value;

import java.util.List;

/**
 * One page of a list and the number of all its rows.
 *
 * @param rows this page's rows, in the list's stable order
 * @param total rows on all pages
 */
public record Page<T>(List<T> rows, long total) {
  public Page {
    rows = List.copyOf(rows);
  }

  /** How many pages of this size there are; an empty list has none. */
  public long pages(int size) {
    return (total + size - 1) / size;
  }
}
