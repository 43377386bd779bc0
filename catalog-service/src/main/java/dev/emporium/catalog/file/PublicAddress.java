package dev.emporium.catalog.file;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Which addresses are out in the world: nothing of this machine or of a network around it. */
public final class PublicAddress {
  private PublicAddress() {}

  /** Whether the address belongs to the public internet. */
  public static boolean test(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet6Address ? six(bytes) : four(bytes);
  }

  private static boolean four(byte[] bytes) {
    int a = bytes[0] & 0xff;
    int b = bytes[1] & 0xff;
    int c = bytes[2] & 0xff;
    boolean special =
        a == 0
            || a == 10
            || a == 127
            || a >= 224
            || (a == 100 && b >= 64 && b < 128)
            || (a == 169 && b == 254)
            || (a == 172 && b >= 16 && b < 32)
            || (a == 192 && b == 168)
            || (a == 192 && b == 0 && (c == 0 || c == 2))
            || (a == 192 && b == 88 && c == 99)
            || (a == 198 && (b == 18 || b == 19))
            || (a == 198 && b == 51 && c == 100)
            || (a == 203 && b == 0 && c == 113);
    return !special;
  }

  /** Global unicast only, without what carries an IPv4 address (6to4, Teredo) or is for books. */
  private static boolean six(byte[] bytes) {
    int first = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
    int second = ((bytes[2] & 0xff) << 8) | (bytes[3] & 0xff);
    boolean global = (first & 0xe000) == 0x2000;
    boolean special = first == 0x2002 || (first == 0x2001 && (second == 0 || second == 0x0db8));
    return global && !special;
  }
}
