package dev.emporium.gateway.edge;

import dev.emporium.kit.http.Contract;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * The gateway's own pages: {@code /} says what this is, {@code /docs} shows every dialect's
 * contract and can call the gateway. Everything comes from the class path, compressed once.
 */
public final class Pages {
  private static final String CSP =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
          + " data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";
  private static final String WEBJAR = "META-INF/resources/webjars/swagger-ui/5.32.15/";
  private static final int WORTH_PACKING = 1_024;

  private final Map<String, Page> pages = new HashMap<>();

  private record Page(String type, Buffer plain, Buffer packed) {}

  /**
   * @throws IllegalStateException when an asset is missing
   */
  public Pages(List<Contract> contracts) {
    Map<String, JsonObject> documents = MergedContract.byDialect(contracts);
    String html = "text/html; charset=utf-8";
    String script = "text/javascript; charset=utf-8";
    add("/docs", html, resource("docs/index.html"));
    add("/docs/docs.js", script, resource("docs/docs.js"));
    add("/docs/docs.css", "text/css; charset=utf-8", resource("docs/docs.css"));
    add("/docs/assets/swagger-ui.css", "text/css", resource(WEBJAR + "swagger-ui.css"));
    add("/docs/assets/swagger-ui-bundle.js", script, resource(WEBJAR + "swagger-ui-bundle.js"));
    add(
        "/docs/assets/swagger-ui-standalone-preset.js",
        script,
        resource(WEBJAR + "swagger-ui-standalone-preset.js"));
    add("/docs/assets/favicon-32x32.png", "image/png", resource(WEBJAR + "favicon-32x32.png"));
    documents.forEach(
        (dialect, document) ->
            add("/docs/" + dialect + ".json", "application/json", document.toBuffer()));
    add("/docs/contracts.json", "application/json", index(documents).toBuffer());
    add("/", "application/json", welcome(documents).toBuffer());
    pages.put("/docs/", pages.get("/docs"));
  }

  private static JsonArray index(Map<String, JsonObject> documents) {
    var list = new JsonArray();
    documents.forEach(
        (dialect, document) ->
            list.add(
                new JsonObject()
                    .put("name", document.getJsonObject("info").getString("title"))
                    .put("url", "/docs/" + dialect + ".json")));
    return list;
  }

  private static JsonObject welcome(Map<String, JsonObject> documents) {
    var links = new LinkedHashMap<String, Object>();
    links.put("docs", "/docs");
    documents.keySet().forEach(dialect -> links.put(dialect, "/docs/" + dialect + ".json"));
    return new JsonObject()
        .put("name", "Emporium")
        .put("description", "One marketplace, four dialects")
        .put("links", new JsonObject(links));
  }

  private void add(String path, String type, Buffer content) {
    Buffer packed =
        content.length() < WORTH_PACKING || type.startsWith("image/") ? null : pack(content);
    pages.put(path, new Page(type, content, packed));
  }

  private static Buffer resource(String name) {
    try (InputStream in = Pages.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no " + name + " on the class path");
      }
      return Buffer.buffer(in.readAllBytes());
    } catch (IOException unreadable) {
      throw new IllegalStateException("cannot read " + name, unreadable);
    }
  }

  private static Buffer pack(Buffer content) {
    var bytes = new ByteArrayOutputStream(content.length() / 2);
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content.getBytes());
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return Buffer.buffer(bytes.toByteArray());
  }

  /**
   * Answers when the path is a page's.
   *
   * @return false when it is not
   */
  boolean answer(Visit visit) {
    Page page = pages.get(visit.path());
    String method = visit.request().method().name();
    if (page == null || !("GET".equals(method) || "HEAD".equals(method))) {
      return false;
    }
    HttpServerResponse response = visit.request().response();
    String accepted = visit.request().getHeader("accept-encoding");
    boolean packed = page.packed != null && accepted != null && accepted.contains("gzip");
    response.putHeader("content-type", page.type);
    response.putHeader("content-security-policy", CSP);
    response.putHeader("x-content-type-options", "nosniff");
    response.putHeader("referrer-policy", "no-referrer");
    response.putHeader("cache-control", "max-age=300");
    response.putHeader("vary", "Accept-Encoding");
    if (packed) {
      response.putHeader("content-encoding", "gzip");
    }
    visit.traffic(200, null);
    response.end(packed ? page.packed : page.plain);
    return true;
  }
}
