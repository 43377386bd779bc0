package dev.emporium.kit.http;

/** Reads the W3C {@code traceparent} header. */
public final class TraceParent {
  private TraceParent() {}

  /** The trace id (32 hex digits), or null when the header is missing or malformed. */
  public static String traceId(String header) {
    if (header == null
        || header.length() < 55
        || header.charAt(2) != '-'
        || header.charAt(35) != '-') {
      return null;
    }
    String id = header.substring(3, 35);
    return id.chars().allMatch(c -> Character.digit(c, 16) >= 0) ? id : null;
  }
}
