package dev.emporium.kit.service;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.emporium.kit.trace.Trace;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * One line an event: JSON for machines, or text for people ({@code LOG_FORMAT}). Both carry the id
 * of the trace that was current.
 */
public final class LogLines extends EncoderBase<ILoggingEvent> {
  private final ThrowableProxyConverter stack = new ThrowableProxyConverter();
  private String format = "json";

  /** {@code json} or {@code text}; called by logback. */
  public void setFormat(String format) {
    this.format = format;
  }

  @Override
  public void start() {
    stack.start();
    super.start();
  }

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    String line = "text".equals(format) ? text(event) : json(event);
    return line.getBytes(StandardCharsets.UTF_8);
  }

  private String text(ILoggingEvent event) {
    String trace = Trace.currentId();
    String thrown = event.getThrowableProxy() == null ? "" : stack.convert(event);
    return "%s %-5s %s - %s%s%n%s"
        .formatted(
            Instant.ofEpochMilli(event.getTimeStamp()),
            event.getLevel(),
            event.getLoggerName().substring(event.getLoggerName().lastIndexOf('.') + 1),
            event.getFormattedMessage(),
            trace == null ? "" : " trace=" + trace,
            thrown);
  }

  private String json(ILoggingEvent event) {
    var json =
        new JsonObject()
            .put("time", Instant.ofEpochMilli(event.getTimeStamp()).toString())
            .put("level", event.getLevel().toString())
            .put("logger", event.getLoggerName())
            .put("thread", event.getThreadName())
            .put("message", event.getFormattedMessage());
    String trace = Trace.currentId();
    if (trace != null) {
      json.put("trace", trace);
    }
    if (event.getThrowableProxy() != null) {
      json.put("exception", stack.convert(event));
    }
    return json.encode() + "\n";
  }
}
