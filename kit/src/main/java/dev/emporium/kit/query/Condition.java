package dev.emporium.kit.query;

import java.util.List;

/** What a query document means. Operands are String, BigDecimal, Boolean, JSON or {@link #NULL}. */
sealed interface Condition {
  /** JSON's null as an operand, so that lists may hold it. */
  Object NULL = new Object();

  /** All of them; none at all is true. */
  record And(List<Condition> parts) implements Condition {}

  /** At least one of them. */
  record Or(List<Condition> parts) implements Condition {}

  /** Equal to at least one operand; {@code negated} is $ne and $nin. */
  record Among(List<String> path, List<Object> operands, boolean negated) implements Condition {}

  /** Greater or less than a number or text. */
  record Ordered(List<String> path, Order order, Object operand) implements Condition {}

  /** Some element of an array meets the condition, whose paths begin at the element. */
  record Element(List<String> path, Condition condition) implements Condition {}

  enum Order {
    GT(">"),
    GTE(">="),
    LT("<"),
    LTE("<=");

    private final String sign;

    Order(String sign) {
      this.sign = sign;
    }

    String sign() {
      return sign;
    }

    boolean holds(int comparison) {
      return switch (this) {
        case GT -> comparison > 0;
        case GTE -> comparison >= 0;
        case LT -> comparison < 0;
        case LTE -> comparison <= 0;
      };
    }
  }
}
