package dev.emporium.installation;

import dev.emporium.testkit.Emporium;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** An endpoint of a test's own: notes what it gets and answers what it is told. */
final class Receiver {
  final List<Letter> letters = new CopyOnWriteArrayList<>();
  volatile Consumer<HttpServerRequest> answer = status(204);
  private final HttpServer server;

  record Letter(Map<String, String> headers, String body) {
    JsonObject json() {
      return new JsonObject(body);
    }
  }

  Receiver(Emporium emporium) {
    server =
        Emporium.await(
            emporium.vertx().createHttpServer().requestHandler(this::take).listen(0, "127.0.0.1"));
  }

  static Consumer<HttpServerRequest> status(int status) {
    return request -> request.response().setStatusCode(status).end("told " + status);
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort() + "/hooks?a=b";
  }

  private void take(HttpServerRequest request) {
    request.bodyHandler(
        body -> {
          var headers = new java.util.HashMap<String, String>();
          request
              .headers()
              .forEach(
                  h -> headers.put(h.getKey().toLowerCase(java.util.Locale.ROOT), h.getValue()));
          letters.add(new Letter(headers, body.toString()));
          answer.accept(request);
        });
  }
}
