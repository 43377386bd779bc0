package dev.emporium.gateway.route;

import dev.emporium.gateway.limit.Rate;

/**
 * One operation as the gateway sees it.
 *
 * @param id operationId, or {@code METHOD /path} of a configured route
 * @param dialect whose limits apply; null for configured routes
 * @param errors whose error bodies: the dialect's, or the operation's own; null as well
 * @param service who answers
 * @param upstream where
 * @param isPublic needs no credentials
 * @param internal whether the upstream is a service of the house, which gets the sealed principal
 * @param limit {@code x-rate-limit}; null means the default
 * @param anonymous {@code x-anonymous}: how often callers without credentials may call from one
 *     address; null means never, unless it is public
 */
public record Route(
    String id,
    String dialect,
    String errors,
    String service,
    UpstreamAddress upstream,
    boolean isPublic,
    boolean internal,
    Rate limit,
    Rate anonymous) {}
