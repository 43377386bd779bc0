package dev.emporium.installation.domain;

import dev.emporium.kit.failure.Failure;
import java.net.URI;
import java.net.URISyntaxException;

/** Where events may be sent: public addresses over https, or, in a sandbox, anywhere. */
public final class Destination {
  private static final String FIELD = "url";

  private Destination() {}

  /**
   * Reads an endpoint's address; 400 on {@code url} when it is none.
   *
   * @param anywhere whether http is fine as well
   */
  public static URI url(String text, boolean anywhere) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException malformed) {
      throw Failure.invalid(FIELD, "url is not a URL");
    }
    boolean secure = "https".equals(uri.getScheme());
    if (!secure && !(anywhere && "http".equals(uri.getScheme()))) {
      throw Failure.invalid(FIELD, "url must begin with https://");
    }
    if (uri.getHost() == null || uri.getUserInfo() != null || uri.getFragment() != null) {
      throw Failure.invalid(FIELD, "url has a host, and neither credentials nor a fragment");
    }
    return uri;
  }
}
