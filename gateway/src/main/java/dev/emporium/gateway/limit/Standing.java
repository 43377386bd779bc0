package dev.emporium.gateway.limit;

import io.vertx.core.MultiMap;

/**
 * How a resource stands with HighLevel's limits; its fields are the documented headers.
 *
 * @param waitMillis 0 when the request may pass
 */
public record Standing(
    long waitMillis, int daily, int dailyLeft, int intervalMillis, int burst, int burstLeft) {

  /** Writes the headers every HighLevel reply carries. */
  public void write(MultiMap headers) {
    headers.set("X-RateLimit-Limit-Daily", Integer.toString(daily));
    headers.set("X-RateLimit-Daily-Remaining", Integer.toString(dailyLeft));
    headers.set("X-RateLimit-Interval-Milliseconds", Integer.toString(intervalMillis));
    headers.set("X-RateLimit-Max", Integer.toString(burst));
    headers.set("X-RateLimit-Remaining", Integer.toString(burstLeft));
  }
}
