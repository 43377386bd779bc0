package dev.emporium.gateway.edge;

/**
 * What a request target must look like before anything is decided by it. Whatever two parsers could
 * read differently is refused: empty and dot segments, matrix parameters, backslashes, encoded
 * slashes, dots and NULs (once or twice), malformed escapes, control and non-ASCII characters.
 */
final class PathRules {
  private PathRules() {}

  /**
   * @param target the raw request target
   * @return where the path ends (the index of {@code ?}, or the length), or -1 when it is refused
   */
  static int pathEnd(String target) {
    int length = target.length();
    if (length == 0 || target.charAt(0) != '/') {
      return -1;
    }
    int segment = 1;
    for (int i = 0; i < length; i++) {
      char c = target.charAt(i);
      if (c == '?') {
        return dots(target, segment, i) || !query(target, i) ? -1 : i;
      }
      if (c <= ' ' || c >= 0x7f || c == ';' || c == '\\' || c == '#') {
        return -1;
      }
      if (c == '/' && i > 0) {
        if (i == segment || dots(target, segment, i)) {
          return -1;
        }
        segment = i + 1;
      } else if (c == '%' && !plain(target, i)) {
        return -1;
      }
    }
    return dots(target, segment, length) ? -1 : length;
  }

  private static boolean dots(String target, int from, int to) {
    int length = to - from;
    return (length == 1 && target.charAt(from) == '.')
        || (length == 2 && target.charAt(from) == '.' && target.charAt(from + 1) == '.');
  }

  private static boolean query(String target, int from) {
    for (int i = from; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == '#') {
        return false;
      }
    }
    return true;
  }

  /** Whether the escape at {@code i} is whole and hides nothing that separates. */
  private static boolean plain(String target, int i) {
    int octet = octet(target, i);
    if (octet == '%') {
      int inner = octet(target, i + 2, i + 3, i + 4);
      return inner < 0 || harmless(inner);
    }
    return octet >= 0 && harmless(octet);
  }

  private static boolean harmless(int octet) {
    return octet >= ' '
        && octet != 0x7f
        && octet != '/'
        && octet != '\\'
        && octet != '.'
        && octet != ';';
  }

  private static int octet(String target, int percent) {
    return octet(target, percent, percent + 1, percent + 2);
  }

  private static int octet(String target, int marker, int high, int low) {
    if (low >= target.length()) {
      return -1;
    }
    int a = Character.digit(target.charAt(high), 16);
    int b = Character.digit(target.charAt(low), 16);
    return marker < 0 || a < 0 || b < 0 ? -1 : (a << 4) | b;
  }
}
