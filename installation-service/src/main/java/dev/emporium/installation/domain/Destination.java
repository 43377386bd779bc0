package dev.emporium.installation.domain;

import dev.emporium.kit.failure.Failure;
import java.net.Inet4Address;
import java.net.InetAddress;
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

  /** Whether an address is anybody's on the internet, and nobody's inside a network. */
  public static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    return address instanceof Inet4Address
        ? isPublic(first, second, bytes[2] & 0xff)
        // global unicast without documentation, Teredo and 6to4, which hide an IPv4 address
        : (first & 0xe0) == 0x20 && !(first == 0x20 && (second == 0x02 || isSpecial(bytes)));
  }

  private static boolean isPublic(int first, int second, int third) {
    return first != 0
        && first < 240
        && !(first == 100 && (second & 0xc0) == 64)
        && !(first == 192 && second == 0)
        && !(first == 192 && second == 88 && third == 99)
        && !(first == 198 && (second & 0xfe) == 18)
        && !(first == 198 && second == 51 && third == 100)
        && !(first == 203 && second == 0 && third == 113);
  }

  private static boolean isSpecial(byte[] bytes) {
    int third = bytes[2] & 0xff;
    return (bytes[1] & 0xff) == 0x01 && (third < 2 || (third == 0x0d && (bytes[3] & 0xff) == 0xb8));
  }
}
