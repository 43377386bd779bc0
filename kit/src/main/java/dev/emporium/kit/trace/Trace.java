package dev.emporium.kit.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * The {@code traceparent} of what is being done now. It travels with Vert.x's context: a request or
 * an event begins one, everything done for it (log lines, events appended) reads it. Works without
 * an exporter; with one, OpenTelemetry's current span is it.
 */
public final class Trace {
  /** The header's and the CloudEvents extension's name. */
  public static final String HEADER = "traceparent";

  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
  private static final String KEY = "emporium.traceparent";

  private Trace() {}

  /** The current one, or null outside of any request or event. */
  public static String current() {
    String spanned = parent(Span.current().getSpanContext());
    if (spanned != null) {
      return spanned;
    }
    if (Vertx.currentContext() instanceof ContextInternal context && context.isDuplicate()) {
      var local = ContextInternal.LOCAL_MAP.get(context);
      return local == null ? null : (String) local.get(KEY);
    }
    return null;
  }

  /** A span's traceparent, or null when nothing is traced by OpenTelemetry. */
  public static String parent(SpanContext span) {
    return span.isValid()
        ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getTraceFlags().asHex()
        : null;
  }

  /** The trace id of {@link #current()}, or null. */
  public static String currentId() {
    String parent = current();
    return parent == null ? null : parent.substring(3, 35);
  }

  /**
   * Makes this the current trace of the context; a missing or malformed header begins a new one.
   *
   * @param context one request's or one event's own (duplicated) context
   * @return the traceparent that now holds
   */
  public static String begin(Context context, String header) {
    String parent = header != null && FORM.matcher(header).matches() ? header : fresh();
    if (context instanceof ContextInternal mine && mine.isDuplicate()) {
      ContextInternal.LOCAL_MAP.get(mine, ConcurrentHashMap::new).put(KEY, parent);
    }
    return parent;
  }

  /** A new traceparent, sampled. */
  public static String fresh() {
    var random = ThreadLocalRandom.current();
    var hex = HexFormat.of();
    return "00-"
        + hex.toHexDigits(random.nextLong() | 1)
        + hex.toHexDigits(random.nextLong())
        + "-"
        + hex.toHexDigits(random.nextLong() | 1)
        + "-01";
  }
}
