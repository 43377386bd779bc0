package dev.emporium.kit.failure;

/** What kind of refusal a {@link Failure} is, with the HTTP status that says so. */
public enum Kind {
  INVALID(400),
  UNAUTHENTICATED(401),
  PAYMENT_REQUIRED(402),
  FORBIDDEN(403),
  NOT_FOUND(404),
  METHOD_NOT_ALLOWED(405),
  NOT_ACCEPTABLE(406),
  TIMED_OUT(408),
  CONFLICT(409),
  GONE(410),
  PRECONDITION_FAILED(412),
  TOO_LARGE(413),
  UNSUPPORTED_MEDIA_TYPE(415),
  UNPROCESSABLE(422),
  RATE_LIMITED(429),
  HEADERS_TOO_LARGE(431),
  INTERNAL(500),
  BAD_GATEWAY(502),
  UNAVAILABLE(503),
  UPSTREAM_TIMED_OUT(504);

  private final int status;

  Kind(int status) {
    this.status = status;
  }

  /** The HTTP status code. */
  public int status() {
    return status;
  }
}
