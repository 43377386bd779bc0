package dev.emporium.gateway.proxy;

import dev.emporium.gateway.route.UpstreamAddress;
import io.netty.util.AsciiString;

/** One service as all event loops share it: its address and its circuit. */
public final class Upstream {
  private final UpstreamAddress address;
  private final CircuitBreaker breaker;
  private final AsciiString authority;

  public Upstream(UpstreamAddress address, ProxySettings settings) {
    this.address = address;
    this.authority = AsciiString.cached(address.authority());
    this.breaker = new CircuitBreaker(settings.breakerFailures(), settings.breakerMillis());
  }

  public UpstreamAddress address() {
    return address;
  }

  /** As it stands in a Host header. */
  AsciiString authority() {
    return authority;
  }

  /** Whether nobody asks it at the moment. */
  public boolean open() {
    return breaker.open();
  }

  CircuitBreaker breaker() {
    return breaker;
  }
}
