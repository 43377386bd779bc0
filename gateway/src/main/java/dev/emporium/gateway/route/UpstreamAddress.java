package dev.emporium.gateway.route;

import java.net.URI;

/** Where a service answers: {@code http://host:port}, plain HTTP/1.1. */
public record UpstreamAddress(String host, int port) {

  /**
   * @throws IllegalArgumentException for anything but {@code http://host[:port]}
   */
  public static UpstreamAddress parse(String text) {
    URI uri = URI.create(text);
    boolean bare = uri.getPath() == null || uri.getPath().isEmpty() || "/".equals(uri.getPath());
    if (!"http".equals(uri.getScheme()) || uri.getHost() == null || !bare) {
      throw new IllegalArgumentException(text);
    }
    return new UpstreamAddress(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort());
  }

  /** As it stands in a Host header. */
  public String authority() {
    return host + ":" + port;
  }
}
