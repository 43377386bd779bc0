package dev.emporium.catalog.domain;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One part of a file (RFC 9110, 14.1.2).
 *
 * @param length 0 when the file has no such part
 */
public record ByteRange(long from, long length) {
  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /** The part a Range header names; empty for none, several, or nonsense: the whole file then. */
  public static Optional<ByteRange> of(String header, long size) {
    Matcher one = ONE.matcher(header);
    if (!one.matches() || (one.group(1).isEmpty() && one.group(2).isEmpty())) {
      return Optional.empty();
    }
    if (one.group(1).isEmpty()) {
      long length = Math.min(Long.parseLong(one.group(2)), size);
      return Optional.of(new ByteRange(size - length, length));
    }
    long from = Long.parseLong(one.group(1));
    long last =
        one.group(2).isEmpty() ? size - 1 : Math.min(Long.parseLong(one.group(2)), size - 1);
    if (from >= size) {
      return Optional.of(new ByteRange(size, 0));
    }
    return last < from ? Optional.empty() : Optional.of(new ByteRange(from, last - from + 1));
  }
}
