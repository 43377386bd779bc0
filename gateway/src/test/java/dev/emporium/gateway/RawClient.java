package dev.emporium.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Bytes over a socket, as an attacker would send them. */
final class RawClient {
  private RawClient() {}

  /**
   * Sends the text and reads until the other side hangs up, or is silent for a second after it has
   * answered.
   */
  static String exchange(int port, String text) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      var all = new ByteArrayOutputStream();
      InputStream in = socket.getInputStream();
      byte[] buffer = new byte[8192];
      try {
        int read;
        while ((read = in.read(buffer)) >= 0) {
          all.write(buffer, 0, read);
          socket.setSoTimeout(1_000);
        }
      } catch (SocketTimeoutException silent) {
        return all.toString(StandardCharsets.ISO_8859_1);
      } catch (IOException reset) {
        return all.toString(StandardCharsets.ISO_8859_1);
      }
      return all.toString(StandardCharsets.ISO_8859_1);
    }
  }

  /** How many responses stand in what was read. */
  static int responses(String read) {
    return read.split("HTTP/1\\.[01] \\d", -1).length - 1;
  }
}
