package dev.emporium.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** TCP ports of the loopback interface. */
final class Port {
  private Port() {}

  /** This port if it is free, any free one for 0. Throws {@link EmbeddedException} when taken. */
  static int choose(String what, int wanted) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
      return socket.getLocalPort();
    } catch (IOException taken) {
      throw new EmbeddedException(
          "Port %d, wanted for %s, is taken by another process.".formatted(wanted, what), taken);
    }
  }

  /** Whether somebody listens. */
  static boolean answers(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }
}
