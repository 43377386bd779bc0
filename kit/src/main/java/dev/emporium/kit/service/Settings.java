package dev.emporium.kit.service;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Typed reading of environment variables. A missing or malformed one does not throw: it is noted, a
 * harmless value is returned, and {@link #problems()} tells them all at once. {@link #names()}
 * lists every variable that was asked for, which is what the README's table and the manifests are
 * checked against.
 */
public final class Settings {
  private final Map<String, String> environment;
  private final Map<String, String> problems = new LinkedHashMap<>();
  private final Set<String> names = new LinkedHashSet<>();
  private final Set<String> required = new LinkedHashSet<>();
  private final Map<String, String> defaults = new LinkedHashMap<>();

  public Settings(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** A variable that must be set. */
  public String text(String name) {
    required.add(name);
    return find(name)
        .orElseGet(
            () -> {
              problems.put(name, "is required");
              return "";
            });
  }

  public String text(String name, String otherwise) {
    defaults.put(name, otherwise);
    return find(name).orElse(otherwise);
  }

  public Optional<String> optional(String name) {
    return find(name);
  }

  public int number(String name, int otherwise) {
    defaults.put(name, String.valueOf(otherwise));
    return parsed(name, Integer::valueOf, "is not a whole number", otherwise);
  }

  public boolean flag(String name, boolean otherwise) {
    defaults.put(name, String.valueOf(otherwise));
    return parsed(
        name,
        text -> {
          if (!List.of("true", "false").contains(text)) {
            throw new IllegalArgumentException();
          }
          return Boolean.valueOf(text);
        },
        "is neither true nor false",
        otherwise);
  }

  /** A value of any type; {@code parse} throws an IllegalArgumentException on nonsense. */
  public <T> T parsed(String name, Function<String, T> parse, String complaint, T otherwise) {
    Optional<String> text = find(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      return parse.apply(text.get());
    } catch (IllegalArgumentException malformed) {
      problems.put(name, complaint);
      return otherwise;
    }
  }

  /** Notes a mistake that is not about one value alone. */
  public void problem(String name, String complaint) {
    problems.put(name, complaint);
  }

  /**
   * Every mistake so far, as {@code NAME is required}, in the order of asking. Values are never
   * shown.
   */
  public List<String> problems() {
    return problems.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList();
  }

  public Set<String> names() {
    return Set.copyOf(names);
  }

  public Set<String> required() {
    return Set.copyOf(required);
  }

  /** What holds where nothing is set, of texts, numbers and flags. */
  public Map<String, String> defaults() {
    return Map.copyOf(defaults);
  }

  private Optional<String> find(String name) {
    names.add(name);
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(s -> !s.isEmpty());
  }
}
