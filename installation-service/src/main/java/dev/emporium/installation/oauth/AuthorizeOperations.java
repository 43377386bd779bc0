package dev.emporium.installation.oauth;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import dev.emporium.installation.domain.Client;
import dev.emporium.installation.domain.Secrets;
import dev.emporium.installation.oauth.AuthorizationRequests.Redirected;
import dev.emporium.installation.oauth.ConsentPage.Asking;
import dev.emporium.installation.store.ClientStore;
import dev.emporium.installation.store.ClientStore.Home;
import dev.emporium.installation.store.ConsentInstaller;
import dev.emporium.installation.store.ConsentStore;
import dev.emporium.installation.store.ConsentStore.Pending;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * The authorization endpoint: a page to sign in on, a page to decide on, and the redirect back. A
 * form works once, in the browser that was given the page: its handle is bound to a cookie.
 */
public final class AuthorizeOperations {
  private static final String COOKIE = "emporium_consent";
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final int ATTEMPTS = 5;
  private static final String EXPIRED =
      "This page has expired or was opened in another browser. Return to the app and start again.";

  private final Database database;
  private final ClientStore clients;
  private final ConsentStore consents;
  private final ConsentInstaller installer;
  private final AuthorizationRequests requests;
  private final SignIn signIn;
  private final Decision decision;
  private final String issuer;
  private final Clock clock;

  AuthorizeOperations(
      Database database,
      ClientStore clients,
      ConsentStore consents,
      ConsentInstaller installer,
      SignIn signIn,
      Decision decision,
      AuthorizationRequests requests,
      String issuer,
      Clock clock) {
    this.database = database;
    this.clients = clients;
    this.consents = consents;
    this.installer = installer;
    this.signIn = signIn;
    this.decision = decision;
    this.requests = requests;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** The section's table. */
  public void bind(Operations operations) {
    operations
        .on("showAuthorization", call -> shown(() -> show(call)))
        .on("decideAuthorization", call -> shown(() -> decide(call)));
  }

  private Future<Reply> show(Call call) {
    return client(call.query("client_id").orElse(""))
        .compose(
            known -> {
              JsonObject request = requests.check(call, known.client());
              String handle = ConsentPage.newHandle();
              String browser = cookie(call).orElseGet(Secrets::random);
              return remember(known, handle, browser, request, null)
                  .compose(done -> asking(known, handle, request))
                  .map(asking -> withCookie(ConsentPage.signIn(asking, null), browser));
            });
  }

  private Future<Reply> decide(Call call) {
    JsonObject form = call.body();
    checkOrigin(call);
    String handle = form.getString("request", "");
    String browser = cookie(call).orElse("");
    return client(form.getString("client_id", ""))
        .compose(
            known ->
                switch (form.getString("decision", "")) {
                  case "signin" -> signedIn(known, handle, browser, form);
                  case "approve" -> approved(known, handle, browser, form);
                  case "deny" -> denied(known, handle, browser);
                  default -> throw Failure.invalid("decision", EXPIRED);
                });
  }

  private Future<Reply> signedIn(Known known, String handle, String browser, JsonObject form) {
    String email = form.getString("email", "");
    return pending(known, handle, browser, false)
        .compose(
            pending ->
                signIn
                    .check(known.marketplace(), email, form.getString("password", ""))
                    .compose(
                        user ->
                            user.isEmpty()
                                ? wrong(known, handle, pending)
                                : choose(known, handle, browser, user.get(), email)));
  }

  /** The page before signing in is worth nothing afterwards: the decision has a new handle. */
  private Future<Reply> choose(
      Known known, String handle, String browser, UUID user, String email) {
    String next = ConsentPage.newHandle();
    return pending(known, handle, browser, true)
        .compose(
            taken ->
                remember(known, next, browser, taken.request(), user)
                    .compose(done -> asking(known, next, taken.request()))
                    .compose(
                        asking ->
                            decision
                                .accounts(known.marketplace(), known.client(), user)
                                .map(all -> ConsentPage.decide(asking, email, all))));
  }

  private Future<Reply> wrong(Known known, String handle, Pending pending) {
    if (pending.attempts() + 1 >= ATTEMPTS) {
      return Future.failedFuture(
          Failure.forbidden("Too many failed attempts. Return to the app and start again."));
    }
    return database
        .inMarketplace(known.marketplace(), tx -> consents.failed(tx, handle))
        .compose(done -> asking(known, handle, pending.request()))
        .map(asking -> ConsentPage.signIn(asking, "E-mail or password is wrong."));
  }

  private Future<Reply> approved(Known known, String handle, String browser, JsonObject form) {
    return pending(known, handle, browser, true)
        .compose(
            pending -> {
              if (pending.userId() == null) {
                throw Failure.forbidden(EXPIRED);
              }
              return decision.approve(
                  known.marketplace(), known.client(), pending, form.getString("account", ""));
            })
        .map(Reply::redirect);
  }

  private Future<Reply> denied(Known known, String handle, String browser) {
    return pending(known, handle, browser, true)
        .map(
            pending ->
                Reply.redirect(
                    requests.errorLocation(pending.request(), OAuth2Error.ACCESS_DENIED)));
  }

  private Future<Pending> pending(Known known, String handle, String browser, boolean take) {
    Instant now = clock.instant();
    return database
        .inMarketplace(
            known.marketplace(),
            tx ->
                take
                    ? consents.take(tx, handle, browser, now)
                    : consents.find(tx, handle, browser, now))
        .map(
            found ->
                found
                    .filter(
                        it ->
                            it.clientId().equals(known.client().clientId())
                                && it.attempts() < ATTEMPTS)
                    .orElseThrow(() -> Failure.forbidden(EXPIRED)));
  }

  private Future<Void> remember(
      Known known, String handle, String browser, JsonObject request, UUID user) {
    var pending = new Pending(known.client().clientId(), request, user, 0);
    return database.inMarketplace(
        known.marketplace(),
        tx -> consents.create(tx, handle, browser, pending, clock.instant().plus(PATIENCE)));
  }

  private record Known(UUID marketplace, Client client) {}

  private Future<Known> client(String id) {
    return database
        .system(tx -> clients.home(tx, id))
        .compose(
            home -> {
              UUID marketplace = home.map(Home::marketplace).orElse(null);
              if (marketplace == null) {
                throw Failure.invalid("client_id", "The app that sent you here is not known.");
              }
              return database
                  .read(marketplace, tx -> clients.find(tx, id))
                  .map(
                      found ->
                          found
                              .map(it -> new Known(marketplace, it.client()))
                              .orElseThrow(
                                  () ->
                                      Failure.invalid(
                                          "client_id",
                                          "The app that sent you here is not known.")));
            });
  }

  private Future<Asking> asking(Known known, String handle, JsonObject request) {
    Client client = known.client();
    return installer
        .appName(known.marketplace(), client.appId())
        .map(
            name ->
                new Asking(
                    name.orElse(client.name()),
                    client.clientId(),
                    handle,
                    request.getString("redirectUri"),
                    request.getJsonArray("scopes").stream().map(String::valueOf).toList()));
  }

  /** A form of another site is refused even if it knew a handle. */
  private void checkOrigin(Call call) {
    String origin = call.header("origin").orElse(null);
    boolean elsewhere = origin != null && !origin.equals("null") && !Origins.same(issuer, origin);
    boolean crossSite = call.header("sec-fetch-site").filter("cross-site"::equals).isPresent();
    if (elsewhere || crossSite) {
      throw Failure.forbidden(EXPIRED);
    }
  }

  private Reply withCookie(Reply reply, String browser) {
    String secure = issuer.toLowerCase(Locale.ROOT).startsWith("https:") ? "; Secure" : "";
    return reply.withHeader(
        "Set-Cookie",
        COOKIE
            + "="
            + browser
            + "; Path=/oauth2/authorize; HttpOnly; SameSite=Lax; Max-Age="
            + PATIENCE.toSeconds()
            + secure);
  }

  private static Optional<String> cookie(Call call) {
    for (String part : call.header("cookie").orElse("").split(";", -1)) {
      String pair = part.strip();
      if (pair.startsWith(COOKIE + "=") && pair.length() == COOKIE.length() + 44) {
        return Optional.of(pair.substring(COOKIE.length() + 1));
      }
    }
    return Optional.empty();
  }

  private static Future<Reply> shown(java.util.function.Supplier<Future<Reply>> page) {
    return Future.succeededFuture()
        .compose(begin -> page.get())
        .recover(
            failure -> {
              if (failure instanceof Redirected redirected) {
                return Future.succeededFuture(Reply.redirect(redirected.location()));
              }
              return failure instanceof Failure told
                  ? Future.succeededFuture(
                      ConsentPage.problem(told.kind().status(), told.getMessage()))
                  : Future.failedFuture(failure);
            });
  }
}
