package dev.emporium.kit.event;

/**
 * Names of topics.
 *
 * @param prefix {@code TOPIC_PREFIX}, such as {@code emporium}
 */
public record Topics(String prefix) {

  /** The topic of a service's events: {@code catalog} is {@code emporium.catalog}. */
  public String of(String service) {
    return prefix + "." + service;
  }

  /** The compacted topic of credentials and revocations. */
  public String identity() {
    return prefix + ".identity";
  }

  /** Where events go that a consumer cannot handle. */
  public static String dead(String topic) {
    return topic + ".dead";
  }
}
