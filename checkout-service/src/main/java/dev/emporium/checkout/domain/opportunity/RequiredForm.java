package dev.emporium.checkout.domain.opportunity;

import dev.emporium.checkout.domain.Member;
import java.util.List;

/**
 * A form a vendor wants filled in before its product is sold.
 *
 * @param isv the vendor's identifier, shown as {@code isvIdentifier}
 * @param cartLevel whether all the vendor's products in one sale share its values
 * @param subTitle or null
 */
public record RequiredForm(
    String isv, boolean cartLevel, String title, String subTitle, List<RequiredField> fields) {
  public RequiredForm {
    fields = List.copyOf(fields);
  }

  /** What is wrong with an item's values, one problem a field. */
  List<Problem> problems(OpportunityItem item, Member customer) {
    return fields.stream()
        .flatMap(
            field ->
                field
                    .complaint(
                        item.requiredFields().getOrDefault(field.code(), List.of()), customer)
                    .map(complaint -> problem(item, field, complaint))
                    .stream())
        .toList();
  }

  private static Problem problem(OpportunityItem item, RequiredField field, String complaint) {
    Problem plain =
        Problem.in(item, "REQUIRED_FIELD_VALIDATION_ERROR", "There are validation errors");
    return new Problem(
        plain.item(),
        plain.code(),
        plain.message(),
        List.of(
            new Problem.Parameter("REQUIRED_FIELD_KEY", field.code()),
            new Problem.Parameter("REQUIRED_FIELD_ERROR_MESSAGE", complaint)),
        plain.settledBy());
  }
}
