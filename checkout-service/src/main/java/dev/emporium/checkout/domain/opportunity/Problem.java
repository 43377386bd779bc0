package dev.emporium.checkout.domain.opportunity;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Why an opportunity cannot be made or sold (appdirect.txt:5143).
 *
 * @param item the item it is about, or null
 * @param code machine-readable, such as {@code REQUIRED_FIELD_VALIDATION_ERROR}
 * @param message a sentence for people
 * @param settledBy the record whose arrival would settle it, as {@code company/<id>}: it may exist
 *     already and not be known here yet
 */
public record Problem(
    UUID item,
    String code,
    String message,
    List<Parameter> parameters,
    Optional<String> settledBy) {

  /** A value in the message, by the vendor's key. */
  public record Parameter(String key, String value) {}

  public Problem {
    parameters = List.copyOf(parameters);
  }

  static Problem of(String code, String message) {
    return new Problem(null, code, message, List.of(), Optional.empty());
  }

  static Problem in(OpportunityItem item, String code, String message) {
    return new Problem(item.id(), code, message, List.of(), Optional.empty());
  }

  Problem settledBy(String record) {
    return new Problem(item, code, message, parameters, Optional.of(record));
  }

  /** The records that are not known here (yet) and would settle some of these. */
  public static Set<String> unsettled(List<Problem> problems) {
    return problems.stream()
        .flatMap(problem -> problem.settledBy().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Fails with INVALID, the first one's code and all their messages, when there is any. */
  public static void requireNone(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw Failure.of(Kind.INVALID, problems.stream().map(Problem::detail).toList())
          .withCode(problems.get(0).code());
    }
  }

  private Failure.Detail detail() {
    String values = parameters.stream().map(Parameter::value).collect(Collectors.joining(": "));
    return new Failure.Detail(
        item == null ? null : "items[" + item + "]",
        values.isEmpty() ? message : message + " (" + values + ")");
  }
}
