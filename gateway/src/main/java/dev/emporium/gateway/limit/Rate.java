package dev.emporium.gateway.limit;

/**
 * A leaky bucket's shape.
 *
 * @param size requests it holds
 * @param leakPerSecond requests that leave it in a second
 */
public record Rate(int size, double leakPerSecond) {
  public Rate {
    if (size < 1 || !(leakPerSecond > 0)) {
      throw new IllegalArgumentException("a bucket holds and leaks at least something");
    }
  }

  /** Reads {@code 20/5}; {@code off} is null. */
  static Rate parse(String text) {
    if ("off".equals(text)) {
      return null;
    }
    String[] parts = text.split("/", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException(text);
    }
    return new Rate(Integer.parseInt(parts[0].strip()), Double.parseDouble(parts[1].strip()));
  }
}
