package dev.emporium.gateway.edge;

import dev.emporium.gateway.auth.Authenticator;
import dev.emporium.gateway.limit.RateLimiter;
import dev.emporium.gateway.proxy.ProxySettings;
import dev.emporium.gateway.proxy.Upstream;
import dev.emporium.gateway.route.RouteTable;
import dev.emporium.gateway.route.UpstreamAddress;
import dev.emporium.kit.identity.PrincipalSeal;
import java.util.Map;
import java.util.Set;

/** What all event loops share. */
public record Shared(
    RouteTable routes,
    Authenticator authenticator,
    RateLimiter limiter,
    PrincipalSeal seal,
    ProxySettings proxy,
    Map<UpstreamAddress, Upstream> upstreams,
    Pages pages,
    Traffic traffic,
    Set<String> corsOrigins,
    boolean sampled) {

  Cors cors() {
    return new Cors(corsOrigins);
  }
}
