package dev.emporium.gateway.edge;

import java.util.concurrent.ThreadLocalRandom;

/** Trace context and request ids: taken over when a client sends good ones, else made. */
final class TraceIds {
  private static final char[] HEX = "0123456789abcdef".toCharArray();
  private static final int PARENT_LENGTH = 55;
  private static final int MAX_REQUEST_ID = 64;

  private TraceIds() {}

  /**
   * A W3C {@code traceparent}.
   *
   * @param sent what the client sent, or null
   * @param sampled whether a trace that begins here is recorded
   */
  static String parent(String sent, boolean sampled) {
    if (sent != null && wellFormed(sent)) {
      return sent;
    }
    var random = ThreadLocalRandom.current();
    char[] text = new char[PARENT_LENGTH];
    text[0] = '0';
    text[1] = '0';
    text[2] = '-';
    hex(text, 3, random.nextLong() | 1);
    hex(text, 19, random.nextLong());
    text[35] = '-';
    hex(text, 36, random.nextLong() | 1);
    text[52] = '-';
    text[53] = '0';
    text[54] = sampled ? '1' : '0';
    return new String(text);
  }

  private static void hex(char[] text, int from, long value) {
    for (int i = 0; i < 16; i++) {
      text[from + i] = HEX[(int) (value >>> (60 - 4 * i)) & 15];
    }
  }

  private static boolean wellFormed(String sent) {
    if (sent.length() != PARENT_LENGTH || !sent.startsWith("00-")) {
      return false;
    }
    boolean trace = false;
    boolean span = false;
    for (int i = 3; i < PARENT_LENGTH; i++) {
      char c = sent.charAt(i);
      if (i == 35 || i == 52) {
        if (c != '-') {
          return false;
        }
      } else if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
        return false;
      } else if (c != '0') {
        trace |= i < 35;
        span |= i > 35 && i < 52;
      }
    }
    return trace && span;
  }

  /** The trace id of a {@code traceparent}. */
  static String traceId(String parent) {
    return parent.substring(3, 35);
  }

  /** The client's own request id when it is plain, else the trace id. */
  static String requestId(String sent, String parent) {
    if (sent == null || sent.isEmpty() || sent.length() > MAX_REQUEST_ID) {
      return traceId(parent);
    }
    for (int i = 0; i < sent.length(); i++) {
      char c = sent.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letter && c != '-' && c != '_' && c != '.') {
        return traceId(parent);
      }
    }
    return sent;
  }
}
