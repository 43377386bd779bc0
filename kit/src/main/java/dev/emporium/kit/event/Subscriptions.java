package dev.emporium.kit.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which handlers want which events. */
public final class Subscriptions {
  private record Binding(String type, EventHandler handler) {
    boolean wants(String actual) {
      return type.endsWith(".*")
          ? actual.startsWith(type.substring(0, type.length() - 1))
          : actual.equals(type);
    }
  }

  private final Map<String, List<Binding>> byTopic = new LinkedHashMap<>();

  /**
   * @param topic its full name
   * @param type a type, or a prefix ending in {@code .*}
   */
  public void add(String topic, String type, EventHandler handler) {
    byTopic.computeIfAbsent(topic, t -> new ArrayList<>()).add(new Binding(type, handler));
  }

  public Set<String> topics() {
    return Set.copyOf(byTopic.keySet());
  }

  boolean wants(String topic, String type) {
    for (Binding binding : byTopic.getOrDefault(topic, List.of())) {
      if (binding.wants(type)) {
        return true;
      }
    }
    return false;
  }

  List<EventHandler> handlers(String topic, String type) {
    return byTopic.getOrDefault(topic, List.of()).stream()
        .filter(binding -> binding.wants(type))
        .map(Binding::handler)
        .toList();
  }
}
