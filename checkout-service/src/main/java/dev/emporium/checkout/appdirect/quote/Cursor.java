package dev.emporium.checkout.appdirect.quote;

import dev.emporium.kit.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a list: base64 of the page's number ({@code MA==}, appdirect.txt:7418), then of the
 * newest quote when the reader began, so that quotes made meanwhile move no page.
 */
record Cursor(int page, Optional<Long> newest) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,7})(?:\\.(\\d{1,15}))?");

  /** Before the first page. */
  static final Cursor START = new Cursor(-1, Optional.empty());

  /** Reads what {@link #toString} wrote, or a plain page number. */
  static Cursor parse(String text) {
    Matcher plain = FORM.matcher(text);
    try {
      Matcher form = plain.matches() ? plain : FORM.matcher(decoded(text));
      if (form.matches()) {
        return new Cursor(
            Integer.parseInt(form.group(1)), Optional.ofNullable(form.group(2)).map(Long::valueOf));
      }
    } catch (IllegalArgumentException malformed) {
      throw unknown();
    }
    throw unknown();
  }

  private static String decoded(String text) {
    return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
  }

  private static Failure unknown() {
    return Failure.invalid("after", "is no cursor of this list");
  }

  Cursor next(Optional<Long> first) {
    return new Cursor(page + 1, newest.isPresent() ? newest : first);
  }

  @Override
  public String toString() {
    String text = page + newest.map(number -> "." + number).orElse("");
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
