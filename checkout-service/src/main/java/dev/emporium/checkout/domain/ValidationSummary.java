package dev.emporium.checkout.domain;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What a validation found.
 *
 * @param pending names of validations whose result is not known yet
 */
public record ValidationSummary(
    UUID id,
    List<Finding> blockingErrors,
    List<Finding> warnings,
    List<Finding> info,
    List<String> pending) {

  /** Records that are not known here (yet) and would settle a blocking error. */
  public Set<String> unsettled() {
    return blockingErrors.stream()
        .flatMap(finding -> finding.settledBy().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Fails with INVALID, the code of the first blocking error and all their messages. */
  public void requirePassed() {
    if (!blockingErrors.isEmpty()) {
      throw Failure.of(
              Kind.INVALID,
              blockingErrors.stream()
                  .map(finding -> new Failure.Detail(field(finding), finding.message()))
                  .toList())
          .withCode(blockingErrors.get(0).code());
    }
  }

  private static String field(Finding finding) {
    return finding.itemId() == null ? null : "items[" + finding.itemId() + "]";
  }
}
