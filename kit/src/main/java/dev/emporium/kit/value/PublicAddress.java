package dev.emporium.kit.value;

import java.net.Inet4Address;
import java.net.InetAddress;

/** Which addresses are anybody's on the internet, and nobody's inside a network. */
public final class PublicAddress {
  private PublicAddress() {}

  /** Whether the address is out in the world: not this machine's, nor of a network around it. */
  public static boolean test(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address ? four(bytes) : six(bytes);
  }

  private static boolean four(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    int third = bytes[2] & 0xff;
    return first != 0
        && first < 240
        && !(first == 100 && (second & 0xc0) == 64)
        && !(first == 192 && second == 0 && (third == 0 || third == 2))
        && !(first == 192 && second == 88 && third == 99)
        && !(first == 198 && (second & 0xfe) == 18)
        && !(first == 198 && second == 51 && third == 100)
        && !(first == 203 && second == 0 && third == 113);
  }

  /** Global unicast without documentation, Teredo and 6to4, which hide an IPv4 address. */
  private static boolean six(byte[] bytes) {
    int first = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
    int second = ((bytes[2] & 0xff) << 8) | (bytes[3] & 0xff);
    boolean special = first == 0x2002 || (first == 0x2001 && (second < 0x200 || second == 0x0db8));
    return (first & 0xe000) == 0x2000 && !special;
  }
}
