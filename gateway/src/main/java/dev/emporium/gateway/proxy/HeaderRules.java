package dev.emporium.gateway.proxy;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.Iterator;
import java.util.Map;

/**
 * Which headers pass. Hop-by-hop headers end here, in both directions; of what a client sends,
 * whatever claims an identity, an origin or another address than the request's own is dropped.
 */
public final class HeaderRules {
  /** What {@link #request} answers when all is well. */
  static final int WELL_FORMED = 0;

  private HeaderRules() {}

  /**
   * Copies a request's headers for the upstream.
   *
   * @param keepAuthorization for public operations, whose service reads the credentials itself
   * @return {@link #WELL_FORMED}, or how many headers too many (or, for Host, too few) there were
   */
  static int request(HttpHeaders from, HttpHeaders to, boolean keepAuthorization) {
    int hosts = 0;
    int authorizations = 0;
    CharSequence named = from.get("connection");
    Iterator<Map.Entry<CharSequence, CharSequence>> all = from.iteratorCharSequence();
    while (all.hasNext()) {
      Map.Entry<CharSequence, CharSequence> header = all.next();
      CharSequence name = header.getKey();
      if (is(name, "host")) {
        hosts++;
      } else if (is(name, "authorization")) {
        authorizations++;
        if (keepAuthorization) {
          to.add(name, header.getValue());
        }
      } else if (!hopByHop(name) && !claim(name) && !listed(named, name)) {
        to.add(name, header.getValue());
      }
    }
    return Math.abs(hosts - 1) + (authorizations > 1 ? 1 : 0);
  }

  /** Copies a response's headers for the client. */
  static void response(HttpHeaders from, HttpHeaders to) {
    CharSequence named = from.get("connection");
    Iterator<Map.Entry<CharSequence, CharSequence>> all = from.iteratorCharSequence();
    while (all.hasNext()) {
      Map.Entry<CharSequence, CharSequence> header = all.next();
      CharSequence name = header.getKey();
      boolean ours = starts(name, "x-emporium-") || is(name, "x-request-id") || is(name, "server");
      if (!hopByHop(name) && !ours && !listed(named, name)) {
        to.add(name, header.getValue());
      }
    }
  }

  private static boolean hopByHop(CharSequence name) {
    return switch (name.length()) {
      case 2 -> is(name, "te");
      case 6 -> is(name, "expect");
      case 7 -> is(name, "upgrade") || is(name, "trailer");
      case 10 -> is(name, "connection") || is(name, "keep-alive");
      case 14 -> is(name, "http2-settings");
      case 16 -> is(name, "proxy-connection");
      case 17 -> is(name, "transfer-encoding");
      case 18 -> is(name, "proxy-authenticate");
      case 19 -> is(name, "proxy-authorization");
      default -> false;
    };
  }

  private static boolean claim(CharSequence name) {
    char first = (char) (name.charAt(0) | 0x20);
    if (first == 'x') {
      return starts(name, "x-emporium-")
          || starts(name, "x-forwarded-")
          || starts(name, "x-original-")
          || is(name, "x-request-id")
          || is(name, "x-real-ip")
          || is(name, "x-client-ip")
          || is(name, "x-cluster-client-ip")
          || is(name, "x-rewrite-url")
          || is(name, "x-http-method-override")
          || is(name, "x-method-override")
          || is(name, "x-http-method");
    }
    return is(name, "forwarded")
        || is(name, "traceparent")
        || is(name, "true-client-ip")
        || is(name, "cf-connecting-ip");
  }

  /** Whether the Connection header names it; framing is never given away like that. */
  private static boolean listed(CharSequence connection, CharSequence name) {
    if (connection == null || connection.length() < name.length()) {
      return false;
    }
    if (is(name, "content-length") || is(name, "content-type")) {
      return false;
    }
    for (String token : connection.toString().split(",", -1)) {
      if (AsciiString.contentEqualsIgnoreCase(token.strip(), name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean is(CharSequence name, String other) {
    return name.length() == other.length() && starts(name, other);
  }

  /** An underscore counts as a dash: some servers cannot tell them apart. */
  private static boolean starts(CharSequence name, String prefix) {
    if (name.length() < prefix.length()) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      char c = name.charAt(i);
      char lower = c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c == '_' ? '-' : c;
      if (lower != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
