package dev.emporium.catalog.domain;

import dev.emporium.kit.failure.Failure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What may be uploaded.
 *
 * @param bytes the greatest size
 * @param types media types, {@code image/*} or {@code *}{@code /*}
 */
public record FileLimits(long bytes, List<String> types) {
  /** From a comma-separated list of types. */
  public static FileLimits of(long bytes, String types) {
    return new FileLimits(
        bytes,
        Arrays.stream(types.split(",", -1)).map(t -> t.strip().toLowerCase(Locale.ROOT)).toList());
  }

  /**
   * Checks a media type.
   *
   * @throws Failure INVALID naming {@code field}
   */
  public void type(String field, String type) {
    boolean allowed =
        types.stream()
            .anyMatch(
                each ->
                    each.equals("*/*")
                        || each.equals(type)
                        || (each.endsWith("/*")
                            && type.startsWith(each.substring(0, each.length() - 1))));
    if (!allowed) {
      throw Failure.invalid(field, "Files of this type are not accepted");
    }
  }

  /** The refusal of what is larger. */
  public Failure tooLarge(String field) {
    return Failure.invalid(field, "The file is larger than " + bytes + " bytes");
  }
}
