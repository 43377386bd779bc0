package dev.emporium.checkout.domain.opportunity;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Matches a vendor's regular expression without letting it run away: the document's own sample
 * (appdirect.txt:5232) backtracks exponentially.
 */
final class BoundedMatch {
  /** Far more than any sane expression reads of a field, and a few milliseconds. */
  private static final int MOST_READS = 200_000;

  private BoundedMatch() {}

  /** False also when the expression gives up or is none. */
  static boolean matches(String expression, String text) {
    try {
      return Pattern.compile(expression).matcher(new Counted(text, new AtomicInteger())).matches();
    } catch (IllegalArgumentException | IllegalStateException | StackOverflowError runaway) {
      return false;
    }
  }

  private record Counted(CharSequence text, AtomicInteger reads) implements CharSequence {
    @Override
    public char charAt(int index) {
      if (reads.incrementAndGet() > MOST_READS) {
        throw new IllegalStateException("the expression backtracks too much");
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Counted(text.subSequence(start, end), reads);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
