package dev.emporium.installation.domain;

import java.util.List;

/**
 * A value a marketplace keeps about a company or user besides the known fields.
 *
 * @param attributeType such as {@code TEXT} or {@code MULTISELECT}, or null when the client sent
 *     none
 * @param value a text attribute's value, or null
 * @param valueKeys a choice attribute's chosen keys; empty for text
 */
public record CustomAttribute(
    String name,
    String attributeType,
    String label,
    String hint,
    String value,
    List<String> valueKeys) {
  public CustomAttribute {
    valueKeys = List.copyOf(valueKeys);
  }
}
