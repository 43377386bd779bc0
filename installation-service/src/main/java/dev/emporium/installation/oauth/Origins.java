package dev.emporium.installation.oauth;

import java.net.URI;
import java.util.Set;

/** Web origins: scheme, host and port of a page. */
final class Origins {
  /** This machine's names for itself. */
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private Origins() {}

  /**
   * Whether a browser's {@code Origin} is the origin of our own address. A machine's names for
   * itself are one host: who is told localhost may as well type 127.0.0.1.
   */
  static boolean same(String ours, String origin) {
    try {
      URI mine = URI.create(ours);
      URI theirs = URI.create(origin);
      return theirs.getHost() != null
          && mine.getScheme().equalsIgnoreCase(theirs.getScheme())
          && port(mine) == port(theirs)
          && (mine.getHost().equalsIgnoreCase(theirs.getHost())
              || (isLoopback(mine) && isLoopback(theirs)));
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private static boolean isLoopback(URI uri) {
    return LOOPBACK.contains(uri.getHost().toLowerCase(java.util.Locale.ROOT));
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }
}
