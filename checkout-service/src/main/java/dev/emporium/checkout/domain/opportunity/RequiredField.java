package dev.emporium.checkout.domain.opportunity;

import dev.emporium.checkout.domain.Member;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A field a vendor asks for (appdirect.txt:5220-5275).
 *
 * @param code {@code inputCode}: the key of its value
 * @param title {@code inputTitle}
 * @param required whether a value must be given
 * @param readonly whether only what the platform knows may be given
 * @param minLength in characters; 0 for no limit
 * @param maxLength in characters
 * @param expression a regular expression the whole value matches, or null
 * @param source where the platform knows the value from (see {@link Member#profile()}), or null
 * @param omittedWhenKnown whether it is not asked for when the platform knows its value
 * @param shown what is shown beside: subTitle, tooltip, fieldType, options, as JSON values
 */
public record RequiredField(
    String code,
    String title,
    boolean required,
    boolean readonly,
    int minLength,
    int maxLength,
    String expression,
    String source,
    boolean omittedWhenKnown,
    Map<String, Object> shown) {

  /** What the platform knows. */
  public Optional<String> known(Member customer) {
    return source == null
        ? Optional.empty()
        : Optional.ofNullable(customer.profile().get(source)).filter(text -> !text.isBlank());
  }

  /** What is wrong with these values, as a sentence; empty when they will do. */
  public Optional<String> complaint(List<String> values, Member customer) {
    List<String> given = values.stream().filter(text -> !text.isBlank()).toList();
    Optional<String> known = known(customer);
    if (given.isEmpty()) {
      boolean missing = required && !(omittedWhenKnown && known.isPresent());
      return missing ? Optional.of(title + " is required") : Optional.empty();
    }
    if (readonly && known.isPresent() && !given.equals(List.of(known.get()))) {
      return Optional.of(title + " cannot be changed");
    }
    return given.stream().map(this::complaint).flatMap(Optional::stream).findFirst();
  }

  private Optional<String> complaint(String text) {
    int length = text.codePointCount(0, text.length());
    if (length < minLength) {
      return Optional.of(title + " has fewer than " + minLength + " characters");
    }
    if (length > maxLength) {
      return Optional.of(title + " has more than " + maxLength + " characters");
    }
    return expression == null || BoundedMatch.matches(expression, text)
        ? Optional.empty()
        : Optional.of(title + " is not valid");
  }
}
