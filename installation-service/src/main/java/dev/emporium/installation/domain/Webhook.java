package dev.emporium.installation.domain;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Where a marketplace wants its events delivered.
 *
 * @param endpointId 24 hex digits
 * @param eventTypes the types wanted; empty means all
 * @param disabledReason {@code GONE} (it answered 410) or {@code FAILING}; null unless it was
 *     disabled for that
 * @param ratePerSecond deliveries a second at most
 * @param concurrency deliveries at the same time at most
 * @param failingSince since when every attempt failed; null while the last one did not
 */
public record Webhook(
    String endpointId,
    String url,
    String description,
    Set<String> eventTypes,
    boolean enabled,
    String disabledReason,
    int ratePerSecond,
    int concurrency,
    Instant failingSince,
    Instant createdAt,
    Instant updatedAt,
    long version) {
  /** An endpoint that has failed for so long is disabled. */
  public static final Duration PATIENCE = Duration.ofDays(3);

  public Webhook {
    eventTypes = Set.copyOf(eventTypes);
  }

  /** What a caller tells of an endpoint; null leaves a field as it is. */
  public record Told(
      String url,
      String description,
      Set<String> eventTypes,
      Boolean enabled,
      Integer ratePerSecond,
      Integer concurrency) {

    /** Refuses (400 on {@code eventTypes}) what is no event type. */
    public Told requireTypes(Set<String> known) {
      if (eventTypes != null) {
        eventTypes.stream()
            .filter(type -> !known.contains(type))
            .sorted()
            .findFirst()
            .ifPresent(
                type -> {
                  throw Failure.invalid("eventTypes", "There is no event type " + type);
                });
      }
      return this;
    }
  }

  /** A new, enabled endpoint. */
  public static Webhook of(Told told, Instant now) {
    return new Webhook(
            Ids.hex24(), told.url(), null, Set.of(), true, null, 20, 5, null, now, now, 1)
        .told(told, now);
  }

  /** The same as told now. */
  public Webhook told(Told it, Instant now) {
    boolean on = it.enabled() == null ? enabled : it.enabled();
    boolean again = on && !enabled;
    return new Webhook(
        endpointId,
        it.url() == null ? url : it.url(),
        it.description() == null ? description : it.description(),
        it.eventTypes() == null ? eventTypes : it.eventTypes(),
        on,
        on ? null : disabledReason,
        it.ratePerSecond() == null ? ratePerSecond : it.ratePerSecond(),
        it.concurrency() == null ? concurrency : it.concurrency(),
        again ? null : failingSince,
        createdAt,
        now,
        version);
  }

  /** Why it is to be disabled after a failed attempt; null when it is not. */
  public String giveUp(Integer status, Instant now) {
    if (status != null && status == 410) {
      return "GONE";
    }
    return failingSince != null && !failingSince.plus(PATIENCE).isAfter(now) ? "FAILING" : null;
  }
}
