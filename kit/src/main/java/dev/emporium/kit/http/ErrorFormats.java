package dev.emporium.kit.http;

import java.util.Map;

/** Which dialect says no in which shape. */
public final class ErrorFormats {
  private static final ErrorFormat OURS = new ProblemDetails();
  private static final Map<String, ErrorFormat> BY_DIALECT =
      Map.of(
          "openchannel", new OpenChannelErrors(),
          "highlevel", new HighLevelErrors(),
          "appdirect", new AppDirectErrors(),
          "pleo", new PleoErrors(),
          "oauth", new OAuthErrors());

  private ErrorFormats() {}

  /**
   * The dialect's shape, or that of an operation's {@code x-errors}; problem details for {@code
   * emporium}, unknown dialects and null.
   */
  public static ErrorFormat of(String dialect) {
    return dialect == null ? OURS : BY_DIALECT.getOrDefault(dialect, OURS);
  }
}
