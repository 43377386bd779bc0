package dev.emporium.kit.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals a {@link Principal} for the way from the gateway to a service: {@code
 * keyId.base64url(claims).base64url( HMAC-SHA256)} in the header {@value #HEADER}. The first key of
 * the configuration seals, all of them open, so keys can be rotated without a pause. Safe for use
 * from several threads.
 */
public final class PrincipalSeal {
  /** The internal request header. */
  public static final String HEADER = "x-emporium-principal";

  private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
  private final String sealingKey;
  private final Clock clock;
  private final Cache<String, Principal> opened = Caffeine.newBuilder().maximumSize(20_000).build();

  /**
   * @param configuration {@code id:base64[,id:base64…]}, each key at least 32 bytes
   * @throws IllegalArgumentException when no key is given or one is too short
   */
  public PrincipalSeal(String configuration, Clock clock) {
    this.clock = clock;
    for (String part : configuration.split(",", -1)) {
      int colon = part.indexOf(':');
      byte[] key =
          colon < 1 ? new byte[0] : Base64.getDecoder().decode(part.substring(colon + 1).trim());
      if (key.length < 32) {
        throw new IllegalArgumentException("each internal key is id:base64 of at least 32 bytes");
      }
      keys.put(part.substring(0, colon).trim(), new SecretKeySpec(key, "HmacSHA256"));
    }
    sealingKey = keys.keySet().iterator().next();
  }

  /** Seals for the header; the result is valid until the principal expires. */
  public String seal(Principal principal) {
    String claims =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(principal.toJson().toString().getBytes(StandardCharsets.UTF_8));
    String signed = sealingKey + "." + claims;
    return signed
        + "."
        + Base64.getUrlEncoder().withoutPadding().encodeToString(mac(keys.get(sealingKey), signed));
  }

  /** Opens a header; empty when it is missing, forged, of an unknown key, or expired. */
  public Optional<Principal> open(String header) {
    if (header == null || header.length() > 8192) {
      return Optional.empty();
    }
    Principal known = opened.getIfPresent(header);
    if (known == null) {
      known = verify(header);
      if (known == null) {
        return Optional.empty();
      }
      opened.put(header, known);
    }
    if (known.expires().isBefore(Instant.now(clock))) {
      opened.invalidate(header);
      return Optional.empty();
    }
    return Optional.of(known);
  }

  private Principal verify(String header) {
    int last = header.lastIndexOf('.');
    int first = header.indexOf('.');
    if (first < 1 || last <= first) {
      return null;
    }
    SecretKeySpec key = keys.get(header.substring(0, first));
    if (key == null) {
      return null;
    }
    try {
      byte[] given = Base64.getUrlDecoder().decode(header.substring(last + 1));
      if (!MessageDigest.isEqual(given, mac(key, header.substring(0, last)))) {
        return null;
      }
      byte[] claims = Base64.getUrlDecoder().decode(header.substring(first + 1, last));
      return Principal.fromJson(new JsonObject(new String(claims, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }

  private static byte[] mac(SecretKeySpec key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
