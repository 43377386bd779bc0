package dev.emporium.local;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code ./run} was asked for.
 *
 * @param folder where data lives
 * @param port the gateway's; services take the four above it, management ports are 1000 higher
 * @param fresh whether to start empty
 */
record Options(Path folder, int port, boolean fresh) {
  static final String HELP =
      """
      Usage: ./run [--port PORT] [--fresh] [--help]

        --port PORT   the gateway's port (8080). The services take the four ports above it,
                      health and metrics stand 1000 higher.
        --fresh       forget everything in .local/ and start empty
        --help        this text

      Ctrl-C stops everything. Data lives in .local/ and survives; .local/emporium.env has the
      addresses, credentials and ids of the demo marketplace:  . .local/emporium.env
      """;

  /** Empty when the arguments make no sense or help was asked for. */
  static Optional<Options> parse(Path folder, String[] arguments) {
    int port = 8080;
    boolean fresh = false;
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--fresh" -> fresh = true;
        case "--port" -> {
          i++;
          port = i < arguments.length ? port(arguments[i]) : 0;
        }
        default -> port = 0;
      }
      if (port == 0) {
        return Optional.empty();
      }
    }
    return Optional.of(new Options(folder, port, fresh));
  }

  private static int port(String text) {
    if (!text.matches("[0-9]{1,5}")) {
      return 0;
    }
    int port = Integer.parseInt(text);
    return port <= 64_000 ? port : 0;
  }
}
