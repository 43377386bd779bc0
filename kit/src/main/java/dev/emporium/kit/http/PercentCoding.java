package dev.emporium.kit.http;

import dev.emporium.kit.failure.Failure;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** RFC 3986 decoding that refuses what is malformed instead of guessing. */
final class PercentCoding {
  private PercentCoding() {}

  /** Decodes a path segment: {@code +} stays a plus. A malformed escape is a Failure. */
  static String path(String raw) {
    return decode(raw, false);
  }

  /** Decodes a query or form component: {@code +} is a space. */
  static String form(String raw) {
    return decode(raw, true);
  }

  private static String decode(String raw, boolean plusIsSpace) {
    if (raw.indexOf('%') < 0) {
      return plusIsSpace ? raw.replace('+', ' ') : raw;
    }
    var bytes = new ByteArrayOutputStream(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        boolean complete = i + 2 < raw.length();
        int high = complete ? Character.digit(raw.charAt(i + 1), 16) : -1;
        int low = complete ? Character.digit(raw.charAt(i + 2), 16) : -1;
        if (high < 0 || low < 0) {
          throw Failure.invalid(null, "The address or form has a malformed percent encoding");
        }
        bytes.write((high << 4) | low);
        i += 2;
      } else if (c == '+' && plusIsSpace) {
        bytes.write(' ');
      } else {
        bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException malformed) {
      throw Failure.invalid(null, "The address or form is not UTF-8");
    }
  }
}
