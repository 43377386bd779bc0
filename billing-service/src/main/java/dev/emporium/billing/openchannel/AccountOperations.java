package dev.emporium.billing.openchannel;

import dev.emporium.billing.domain.ConnectedAccount;
import dev.emporium.billing.payment.Accounts;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;

/** OpenChannel's connected developer accounts (openchannel.txt:5489-5670). */
public final class AccountOperations {
  private final Accounts accounts;

  public AccountOperations(Accounts accounts) {
    this.accounts = accounts;
  }

  /** This section's operations. */
  public void bind(Operations operations) {
    operations
        .on("connectAccount", this::connectAccount)
        .on("listAccounts", this::listAccounts)
        .on("disconnectAccount", this::disconnectAccount);
  }

  private Future<Reply> connectAccount(Call call) {
    String developer = call.path("developerId");
    String redirect = redirect(call.body().getString("redirectUrl"));
    return accounts
        .link(call.marketplace(), developer, redirect)
        .map(
            link ->
                Reply.ok(
                    new JsonObject()
                        .put("developerId", developer)
                        .put("expires", link.expiresAt().toEpochMilli())
                        .put("targetUrl", link.url())));
  }

  private static String redirect(String url) {
    try {
      URI uri = new URI(url);
      if (uri.getHost() != null
          && Set.of("https", "http").contains(String.valueOf(uri.getScheme()))) {
        return uri.toASCIIString();
      }
    } catch (URISyntaxException malformed) {
      // refused below
    }
    throw Failure.invalid("redirectUrl", "Must be an absolute http or https URL");
  }

  private Future<Reply> listAccounts(Call call) {
    String developer = call.path("developerId");
    return accounts.of(call.marketplace(), developer).map(all -> reply(developer, all));
  }

  private Future<Reply> disconnectAccount(Call call) {
    String developer = call.path("developerId");
    return accounts
        .disconnect(call.marketplace(), developer, call.path("stripeId"))
        .map(left -> reply(developer, left));
  }

  private static Reply reply(String developer, List<ConnectedAccount> all) {
    var list = new JsonArray();
    all.forEach(
        account ->
            list.add(
                new JsonObject()
                    .put("stripeId", account.stripeId())
                    .put("accountName", account.accountName())
                    .put("country", account.country())
                    .put("defaultCurrency", account.defaultCurrency())));
    return Reply.ok(new JsonObject().put("developerId", developer).put("accounts", list));
  }
}
