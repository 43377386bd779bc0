package dev.emporium.local;

import java.nio.file.Path;
import java.util.Map;

/** {@code .local/emporium.env}: what a script needs to know, in shell syntax. */
final class EnvironmentFile {
  private static final String HOW_TO_TRY =
      """

      Try it (in another terminal, in this folder):

        . .local/emporium.env
        curl -s -u "$OPENCHANNEL_MARKETPLACE_ID:$OPENCHANNEL_SECRET" "$GATEWAY_URL/v2/apps"
        curl -s -H "Authorization: Bearer $HIGHLEVEL_LOCATION_TOKEN" "$GATEWAY_URL/marketplace/billing/charges/has-funds"
        curl -s -u "$PLEO_API_KEY:" "$GATEWAY_URL/v1/introspect"

      The four APIs, to browse and call: %s/docs   Ctrl-C stops everything.""";

  private EnvironmentFile() {}

  /** Lines to paste into a shell, after the platform at {@code url} is ready. */
  static String howToTry(String url) {
    return HOW_TO_TRY.formatted(url);
  }

  static void write(Path file, String url, Map<String, String> variables) {
    var text = new StringBuilder("# Written by ./run; source it:  . .local/emporium.env\n");
    line(text, "GATEWAY_URL", url);
    variables.forEach((name, value) -> line(text, name, value));
    Secrets.writePrivately(file, text.toString());
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("export ")
        .append(name)
        .append("='")
        .append(value.replace("'", "'\\''"))
        .append("'\n");
  }
}
