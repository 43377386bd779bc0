package dev.emporium.gateway.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import dev.emporium.kit.identity.Principal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Who calls. Verified credentials are remembered by their raw header in a bounded cache that is
 * asked again, on every request, whether the credential has expired, was revoked, or lost what it
 * rests on. One for all event loops.
 */
public final class Authenticator {
  private static final String BEARER = "Bearer ";
  private static final String BASIC = "Basic ";
  private static final int ENTRY_BYTES = 1_000;

  private final AuthSettings settings;
  private final Identities identities = new Identities();
  private final IdentityFeed feed;
  private final List<KeySource> sources = new ArrayList<>();
  private final TokenVerifier tokens;
  private final HttpClientAgent client;
  private final Cache<String, Credential> verified;

  public Authenticator(Vertx vertx, AuthSettings settings) {
    this.settings = settings;
    client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(2_000));
    for (IssuerSettings issuer : settings.issuers()) {
      sources.add(new KeySource(vertx, client, issuer, settings.refreshSeconds()));
    }
    tokens = new TokenVerifier(settings.issuers(), sources, settings.leewaySeconds());
    feed = settings.kafka().isPresent() ? new IdentityFeed(identities, settings) : null;
    verified =
        Caffeine.newBuilder()
            .maximumWeight(settings.cacheBytes())
            .weigher((String header, Credential credential) -> header.length() + ENTRY_BYTES)
            .build();
  }

  /** Starts fetching keys and following the identity topic. */
  public void start() {
    sources.forEach(KeySource::start);
    if (feed != null) {
      feed.start();
    }
  }

  /** What stands in the identity topic, as far as it was read. */
  public Identities identities() {
    return identities;
  }

  /**
   * The credential behind a header that was verified before and still counts, or null. This is the
   * way of nearly every request.
   */
  public Credential known(String header, long nowMillis) {
    Credential credential = verified.getIfPresent(header);
    if (credential == null) {
      return null;
    }
    if (counts(credential, nowMillis)) {
      return credential;
    }
    verified.invalidate(header);
    return null;
  }

  /** Verifies a header; fails with UNAUTHENTICATED, or UNAVAILABLE when it cannot be judged yet. */
  public Future<Credential> verify(String header, long nowMillis) {
    return credential(header, nowMillis)
        .compose(
            credential -> {
              if (!counts(credential, System.currentTimeMillis())) {
                return refused("The credentials have expired or were revoked");
              }
              verified.put(header, credential);
              return Future.succeededFuture(credential);
            });
  }

  private Future<Credential> credential(String header, long nowMillis) {
    if (header.length() > settings.maxTokenBytes()) {
      return refused("The credentials are too long");
    }
    if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return feedBehind()
          ? unavailable()
          : tokens.verify(header.substring(BEARER.length()).strip(), nowMillis);
    }
    if (header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return feedBehind() ? unavailable() : basic(header.substring(BASIC.length()), nowMillis);
    }
    return refused("The credentials are of an unknown kind");
  }

  private Future<Credential> basic(String encoded, long nowMillis) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded.strip()), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      if (colon < 1) {
        return refused("The credentials are malformed");
      }
      return Future.succeededFuture(
          identities.find(pair.substring(0, colon), pair.substring(colon + 1), nowMillis));
    } catch (IllegalArgumentException malformed) {
      return refused("The credentials are malformed");
    } catch (Failure refusal) {
      return Future.failedFuture(refusal);
    }
  }

  private boolean counts(Credential credential, long nowMillis) {
    long ahead = identities.clockAhead(credential.principal().marketplace());
    return credential.alive(nowMillis, ahead) && !identities.revoked(credential.grant(), nowMillis);
  }

  /** Before the revocations are known no token can be believed. */
  private boolean feedBehind() {
    return feed != null && !feed.caughtUp();
  }

  /** A credential for callers of public operations; it lasts as long as the process. */
  public static Credential anonymous() {
    return new Credential(Principal.anonymous(Instant.ofEpochMilli(Long.MAX_VALUE)), null);
  }

  /** Why Basic credentials and revocations cannot be judged yet; empty when they can. */
  public Optional<String> identityComplaint() {
    return feedBehind() ? Optional.of("topic not read to its end") : Optional.empty();
  }

  /** Why tokens of the embedded issuer cannot be judged yet; empty when they can. */
  public Optional<String> keysComplaint() {
    return tokens.ready() ? Optional.empty() : Optional.of("issuer's keys not fetched");
  }

  /** Stops background work. */
  public Future<Void> close() {
    sources.forEach(KeySource::close);
    if (feed != null) {
      feed.close();
    }
    return client.close();
  }

  private static Future<Credential> refused(String why) {
    return Future.failedFuture(Failure.of(Kind.UNAUTHENTICATED, null, why));
  }

  private static Future<Credential> unavailable() {
    return Future.failedFuture(
        Failure.of(Kind.UNAVAILABLE, null, "Credentials cannot be verified yet, try again"));
  }
}
