package dev.emporium.kit.http;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import dev.emporium.kit.identity.Principal;
import dev.emporium.kit.identity.PrincipalSeal;
import dev.emporium.kit.store.Outage;
import dev.emporium.kit.trace.Trace;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests as contracts say: finds the operation, verifies the principal and its role or
 * scope, reads parameters and body, calls the handler, and turns failures into the dialect's error
 * body. All on the event loop; validators are built once.
 */
public final class ContractRouter implements Handler<HttpServerRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(ContractRouter.class);
  private static final String RETRY_AFTER_SECONDS = "2";

  private final RouteTree<BoundOperation> routes = new RouteTree<>();
  private final Map<String, String> dialectByFirstSegments = new LinkedHashMap<>();
  private final List<ContractSchemas> schemas = new ArrayList<>();
  private final PrincipalSeal seal;
  private final Idempotency idempotency;
  private final long maxBody;

  /**
   * @param contracts each with its handlers
   * @param replies where replies to idempotent POSTs are remembered, or null for nowhere
   * @param maxBody bytes
   * @throws IllegalStateException listing every operation without a handler and handler without an
   *     operation
   */
  public ContractRouter(
      Map<Contract, Operations> contracts,
      PrincipalSeal seal,
      IdempotencyStore replies,
      long maxBody) {
    this.seal = seal;
    this.idempotency = replies == null ? null : new Idempotency(replies);
    this.maxBody = maxBody;
    var problems = new ArrayList<String>();
    contracts.forEach((contract, operations) -> bind(contract, operations, problems));
    if (!problems.isEmpty()) {
      throw new IllegalStateException(String.join("; ", problems));
    }
  }

  /** Waits until every contract's schemas are read; blocks. Fails when one cannot be. */
  public void awaitSchemas() {
    schemas.forEach(ContractSchemas::await);
  }

  private void bind(Contract contract, Operations operations, List<String> problems) {
    var schemas = new ContractSchemas(contract);
    this.schemas.add(schemas);
    var unused = new LinkedHashMap<>(operations.handlers());
    for (Operation operation : contract.operations()) {
      OperationHandler handler = unused.remove(operation.id());
      if (handler == null) {
        problems.add(contract.name() + ": operation " + operation.id() + " has no handler");
      } else {
        routes.add(
            operation.method(),
            operation.path(),
            new BoundOperation(contract, schemas, operation, handler));
        dialectByFirstSegments.putIfAbsent(firstSegments(operation.path()), operation.errors());
      }
    }
    unused
        .keySet()
        .forEach(id -> problems.add(contract.name() + ": handler " + id + " has no operation"));
  }

  @Override
  public void handle(HttpServerRequest request) {
    RouteTree.Match<BoundOperation> match = routes.find(request.method().name(), request.path());
    if (match == null || match.target() == null) {
      refuse(request, match);
      return;
    }
    BoundOperation bound = match.target();
    if (bound.operation().streams()) {
      request.pause();
    }
    (bound.operation().streams()
            ? Future.succeededFuture(Buffer.buffer())
            : BodyCollector.collect(request, maxBody))
        .compose(body -> answer(bound, match.parameters(), request, body))
        .recover(failure -> Future.succeededFuture(failed(bound.operation(), failure)))
        .onSuccess(reply -> send(request, reply));
  }

  private Future<Reply> answer(
      BoundOperation bound, Map<String, String> path, HttpServerRequest request, Buffer body) {
    Principal principal = seal.open(request.getHeader(PrincipalSeal.HEADER)).orElse(null);
    bound.admit(principal);
    bound.negotiate(request.getHeader("accept"));
    if (principal == null) {
      principal = Principal.anonymous(java.time.Instant.MAX);
    }
    Call call =
        bound.call(principal, path, QueryString.parse(request.query()), request.headers(), body);
    if (bound.operation().streams()) {
      return bound.handler().handle(call.streaming(request));
    }
    String key = request.getHeader("idempotency-key");
    return key != null && idempotency != null && bound.isReplayable()
        ? idempotency.answer(call, key, request.uri(), body, bound.handler())
        : bound.handler().handle(call);
  }

  private void refuse(HttpServerRequest request, RouteTree.Match<BoundOperation> match) {
    Failure failure =
        match == null
            ? Failure.notFound("There is nothing at this address")
            : Failure.of(
                Kind.METHOD_NOT_ALLOWED, null, "This address does not take " + request.method());
    String dialect = dialectByFirstSegments.get(firstSegments(request.path()));
    Reply reply = ErrorFormats.of(dialect).render(failure, 0, null);
    send(
        request,
        match == null ? reply : reply.withHeader("Allow", String.join(", ", match.allowed())));
  }

  private static Reply failed(Operation operation, Throwable thrown) {
    String trace = Trace.currentId();
    Failure failure;
    if (thrown instanceof Failure expected) {
      failure = expected;
    } else if (Outage.is(thrown)) {
      LOG.warn("{} cannot be answered, trace {}: {}", operation.id(), trace, thrown.toString());
      failure = Failure.of(Kind.UNAVAILABLE, null, "The service cannot answer now, try again");
    } else {
      LOG.error("{} failed, trace {}", operation.id(), trace, thrown);
      failure = Failure.of(Kind.INTERNAL, null, "Something went wrong on our side");
    }
    int status = operation.statuses().getOrDefault(failure.kind().name(), 0);
    Reply reply = ErrorFormats.of(operation.errors()).render(failure, status, trace);
    return failure.kind() == Kind.UNAVAILABLE
        ? reply.withHeader("Retry-After", RETRY_AFTER_SECONDS)
        : reply;
  }

  private static void send(HttpServerRequest request, Reply reply) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(reply.status());
    reply.headers().forEach(response::putHeader);
    if (reply.contentType() != null) {
      response.putHeader("content-type", reply.contentType());
    }
    if (!request.isEnded()) {
      // a streamed body nobody wanted; unread it would block the connection
      request.handler(part -> {}).resume();
    }
    if (reply.writer() != null) {
      reply
          .writer()
          .writeTo(response)
          .onSuccess(written -> response.end())
          .onFailure(broken -> response.reset());
    } else if (reply.body() == null) {
      response.end();
    } else {
      response.end(reply.body());
    }
  }

  private static String firstSegments(String path) {
    int second = path.indexOf('/', 1);
    int third = second < 0 ? -1 : path.indexOf('/', second + 1);
    return third < 0 ? path : path.substring(0, third);
  }
}
