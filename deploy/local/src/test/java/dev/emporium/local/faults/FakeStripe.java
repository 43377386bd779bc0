package dev.emporium.local.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Speaks as much of Stripe's API as billing uses, keeps its own ledger of charges by idempotency
 * key, and can hold back the answer of a charge that it has taken already.
 */
final class FakeStripe implements AutoCloseable {
  /** A charge in Stripe's ledger; {@code asked} counts the requests under its key. */
  record Charged(String id, long minor, AtomicInteger asked) {}

  private final Map<String, Charged> ledger = new ConcurrentHashMap<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final HttpServer server;
  private volatile CountDownLatch taken = new CountDownLatch(0);
  private volatile CountDownLatch held = new CountDownLatch(0);

  FakeStripe() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From here on the money is taken but nobody is told. */
  void hold() {
    taken = new CountDownLatch(1);
    held = new CountDownLatch(1);
  }

  /** Waits until money was taken whose answer is held. */
  void awaitTaken() throws InterruptedException {
    if (!taken.await(20, TimeUnit.SECONDS)) {
      throw new AssertionError("Stripe was not asked");
    }
  }

  /** Answers again. */
  void release() {
    held.countDown();
  }

  Charged charge(String key) {
    return ledger.get(key);
  }

  /** Minor units by key. */
  Map<String, Long> charges() {
    var all = new TreeMap<String, Long>();
    ledger.forEach((key, charged) -> all.put(key, charged.minor()));
    return all;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().getPath();
    JsonObject reply =
        switch (path) {
          case "/v1/customers" -> object("cus", "customer");
          case "/v1/payment_methods" -> object("pm", "payment_method");
          case "/v1/payment_intents" ->
              intent(exchange.getRequestHeaders().getFirst("Idempotency-Key"), form);
          default -> object("pm", "payment_method");
        };
    byte[] bytes = reply.toBuffer().getBytes();
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private JsonObject object(String prefix, String kind) {
    return new JsonObject().put("id", prefix + "_" + ids.incrementAndGet()).put("object", kind);
  }

  private JsonObject intent(String key, String form) {
    Charged charged =
        ledger.computeIfAbsent(
            key, k -> new Charged("pi_" + ids.incrementAndGet(), minor(form), new AtomicInteger()));
    charged.asked().incrementAndGet();
    taken.countDown();
    try {
      held.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return new JsonObject()
        .put("id", charged.id())
        .put("object", "payment_intent")
        .put("status", "succeeded");
  }

  private static long minor(String form) {
    for (String pair : form.split("&", -1)) {
      if (pair.startsWith("amount=")) {
        return Long.parseLong(URLDecoder.decode(pair.substring(7), StandardCharsets.UTF_8));
      }
    }
    throw new IllegalArgumentException("no amount: " + form);
  }

  @Override
  public void close() {
    release();
    server.stop(0);
  }
}
