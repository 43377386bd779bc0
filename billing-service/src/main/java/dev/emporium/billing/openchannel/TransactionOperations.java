package dev.emporium.billing.openchannel;

import dev.emporium.billing.domain.Transaction;
import dev.emporium.billing.event.BillingEvents;
import dev.emporium.billing.store.TransactionStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.query.QueryDocument;
import dev.emporium.kit.query.SortDocument;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** OpenChannel's Payment API / Transactions (openchannel.txt:4673-4941). */
public final class TransactionOperations {
  private final Database database;

  public TransactionOperations(Database database) {
    this.database = database;
  }

  /** This section's operations. */
  public void bind(Operations operations) {
    operations
        .on("listTransactions", this::listTransactions)
        .on("getTransaction", this::getTransaction)
        .on("updateTransaction", this::updateTransaction)
        .on("deleteTransaction", this::deleteTransaction);
  }

  private Future<Reply> listTransactions(Call call) {
    var query = QueryDocument.parse(call.query("query").orElse(null));
    var sort = SortDocument.parse(call.query("sort").orElse(null));
    int pageNumber = call.queryInt("pageNumber");
    int limit = call.queryInt("limit");
    return database
        .read(call.marketplace(), tx -> TransactionStore.page(tx, query, sort, pageNumber, limit))
        .map(page -> Reply.ok(TransactionJson.page(page, pageNumber, limit)));
  }

  private Future<Reply> getTransaction(Call call) {
    return database
        .read(call.marketplace(), tx -> TransactionStore.find(tx, call.path("transactionId")))
        .map(TransactionOperations::known)
        .map(found -> Reply.ok(TransactionJson.write(found)));
  }

  private Future<Reply> updateTransaction(Call call) {
    String customData = TransactionJson.customData(call.body());
    return change(
            call, "updated", (tx, t) -> TransactionStore.update(tx, t, customData, t.deleted()))
        .map(changed -> Reply.ok(TransactionJson.write(changed)));
  }

  private Future<Reply> deleteTransaction(Call call) {
    return change(call, "deleted", (tx, t) -> TransactionStore.update(tx, t, t.customData(), true))
        .map(gone -> Reply.ok(new JsonObject()));
  }

  private interface Change {
    Future<Transaction> of(Tx tx, Transaction before);
  }

  /** What is deleted already is not deleted, nor told of, again. */
  private Future<Transaction> change(Call call, String name, Change change) {
    return database.inMarketplace(
        call.marketplace(),
        tx ->
            TransactionStore.find(tx, call.path("transactionId"))
                .map(TransactionOperations::known)
                .compose(
                    before ->
                        before.deleted() && name.equals("deleted")
                            ? Future.succeededFuture(before)
                            : change
                                .of(tx, before)
                                .compose(
                                    after ->
                                        tx.append(BillingEvents.transaction(name, after))
                                            .map(after))));
  }

  private static Transaction known(Optional<Transaction> found) {
    return found.orElseThrow(() -> Failure.notFound("This transaction was not found"));
  }
}
