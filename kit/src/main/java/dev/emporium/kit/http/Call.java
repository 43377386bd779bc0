package dev.emporium.kit.http;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.identity.Principal;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A request that passed its contract: the operation exists, the caller may use it, parameters have
 * the types and bounds of their schemas, and the body is valid. What a getter is asked for must
 * stand in the contract.
 */
public final class Call {
  private final Operation operation;
  private final Principal principal;
  private final Map<String, Object> path;
  private final Map<String, Object> query;
  private final MultiMap headers;
  private final Object body;
  private final HttpServerRequest stream;

  Call(
      Operation operation,
      Principal principal,
      Map<String, Object> path,
      Map<String, Object> query,
      MultiMap headers,
      Object body) {
    this(operation, principal, path, query, headers, body, null);
  }

  private Call(
      Operation operation,
      Principal principal,
      Map<String, Object> path,
      Map<String, Object> query,
      MultiMap headers,
      Object body,
      HttpServerRequest stream) {
    this.operation = operation;
    this.principal = principal;
    this.path = path;
    this.query = query;
    this.headers = headers;
    this.body = body;
    this.stream = stream;
  }

  Call streaming(HttpServerRequest request) {
    return new Call(operation, principal, path, query, headers, body, request);
  }

  /**
   * The body of an {@code x-stream} operation, unread: a paused stream, which multipart forms are
   * read from with {@link HttpServerRequest#setExpectMultipart}. Nothing bounds its length but what
   * reads it. Only the body is the operation's to read; the reply goes the usual way.
   */
  public HttpServerRequest stream() {
    return stream;
  }

  public Operation operation() {
    return operation;
  }

  public Principal principal() {
    return principal;
  }

  /** The tenant; operations that are neither public nor the operator's always have one. */
  public UUID marketplace() {
    return principal.marketplace();
  }

  /** A path parameter as text. */
  public String path(String name) {
    return String.valueOf(path.get(name));
  }

  /** A path parameter that is a UUID; anything else names no record, so it is a 404. */
  public UUID pathUuid(String name) {
    try {
      return UUID.fromString(path(name));
    } catch (IllegalArgumentException malformed) {
      throw Failure.notFound(name + " was not found");
    }
  }

  /** A path parameter that is a whole number (the contract coerced it). */
  public long pathLong(String name) {
    return ((Number) path.get(name)).longValue();
  }

  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name)).map(String::valueOf);
  }

  /** A whole number, with the contract's default when absent; fails when the contract has none. */
  public int queryInt(String name) {
    return ((Number) query.get(name)).intValue();
  }

  public Optional<Long> queryLong(String name) {
    return Optional.ofNullable(query.get(name)).map(value -> ((Number) value).longValue());
  }

  public Optional<BigDecimal> queryDecimal(String name) {
    return Optional.ofNullable(query.get(name)).map(value -> new BigDecimal(value.toString()));
  }

  public Optional<Boolean> queryBoolean(String name) {
    return Optional.ofNullable(query.get(name)).map(value -> (Boolean) value);
  }

  /**
   * A repeated (or comma-separated, where the contract says explode: false) parameter; empty when
   * absent.
   */
  public List<Object> queryList(String name) {
    Object value = query.get(name);
    return value == null ? List.of() : ((JsonArray) value).stream().toList();
  }

  /** Query parameters that were sent, the contract's and, where it allows them, others. */
  public Set<String> queryNames() {
    return query.keySet();
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /**
   * The JSON object of the body (form fields are coerced to the same shape); empty when there was
   * none.
   */
  public JsonObject body() {
    return body == null ? new JsonObject() : (JsonObject) body;
  }

  /** The JSON array of the body. */
  public JsonArray bodyArray() {
    return (JsonArray) body;
  }

  public boolean hasBody() {
    return body != null;
  }
}
