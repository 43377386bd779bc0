package dev.emporium.gateway.auth;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The identity topic in memory: Basic credentials, revocations and the clocks of sandbox
 * marketplaces. Written by the feed's thread, read by all event loops.
 */
public final class Identities {
  private static final Logger LOG = LoggerFactory.getLogger(Identities.class);
  private static final String CREDENTIAL = "credential/";
  private static final String REVOCATION = "revocation/";
  private static final String CLOCK = "clock/";
  private static final long LIFETIME_MILLIS = 3_600_000;

  private final Map<String, Identity> byId = new ConcurrentHashMap<>();
  private final Map<String, List<Identity>> byUser = new ConcurrentHashMap<>();
  private final Map<String, Long> revocations = new ConcurrentHashMap<>();
  private final Map<UUID, Long> clocks = new ConcurrentHashMap<>();

  /**
   * Takes one record of the topic.
   *
   * @param value null takes back what the key said
   */
  public void apply(String key, String value) {
    try {
      if (key.startsWith(CREDENTIAL)) {
        credential(key.substring(CREDENTIAL.length()), value);
      } else if (key.startsWith(REVOCATION)) {
        revocation(key.substring(REVOCATION.length()), value);
      } else if (key.startsWith(CLOCK)) {
        clock(UUID.fromString(key.substring(CLOCK.length())), value);
      }
    } catch (RuntimeException malformed) {
      LOG.error("identity record {} is malformed and passed over", key, malformed);
    }
  }

  private void credential(String id, String value) {
    Identity fresh = value == null ? null : new Identity(new JsonObject(value));
    Identity old = fresh == null ? byId.remove(id) : byId.put(id, fresh);
    if (fresh != null) {
      byUser.computeIfAbsent(fresh.user(), user -> new CopyOnWriteArrayList<>()).add(fresh);
    }
    if (old != null) {
      old.remove();
      byUser.computeIfPresent(
          old.user(),
          (user, list) -> {
            list.remove(old);
            return list.isEmpty() ? null : list;
          });
    }
  }

  private void revocation(String grant, String value) {
    if (value == null) {
      revocations.remove(grant);
    } else {
      revocations.put(grant, new JsonObject(value).getLong("until", Long.MAX_VALUE));
    }
  }

  private void clock(UUID marketplace, String value) {
    if (value == null) {
      clocks.remove(marketplace);
    } else {
      clocks.put(marketplace, new JsonObject(value).getLong("offsetMillis"));
    }
  }

  /**
   * How far the marketplace's clock is ahead of the machine's, in milliseconds, as far as it was
   * heard.
   *
   * @param marketplace null has the machine's time
   */
  long clockAhead(UUID marketplace) {
    return marketplace == null || clocks.isEmpty() ? 0 : clocks.getOrDefault(marketplace, 0L);
  }

  /** Whether every token and credential of the grant is dead. */
  boolean revoked(String grant, long nowMillis) {
    if (grant == null || revocations.isEmpty()) {
      return false;
    }
    Long until = revocations.get(grant);
    return until != null && nowMillis < until;
  }

  /**
   * Looks a Basic credential up: a marketplace id with its secret, or an API key without one.
   *
   * @throws Failure UNAUTHENTICATED
   */
  Credential find(String user, String secret, long nowMillis) {
    boolean apiKey = secret.isEmpty();
    String name = apiKey ? hash(user) : user;
    String hash = hash(secret);
    Identity found = null;
    for (Identity identity : byUser.getOrDefault(name, List.of())) {
      boolean kind = apiKey == "apikey".equals(identity.kind());
      if (kind && identity.stands() && (apiKey || same(hash, identity.secretHash()))) {
        found = identity;
      }
    }
    if (found == null) {
      throw Failure.of(Kind.UNAUTHENTICATED, null, "The credentials are wrong");
    }
    return new Credential(
        found.principal(Instant.ofEpochMilli(nowMillis + LIFETIME_MILLIS)), found);
  }

  private static boolean same(String hash, String known) {
    return MessageDigest.isEqual(
        hash.getBytes(StandardCharsets.US_ASCII), known.getBytes(StandardCharsets.US_ASCII));
  }

  static String hash(String secret) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
