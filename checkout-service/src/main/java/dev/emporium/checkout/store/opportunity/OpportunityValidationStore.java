package dev.emporium.checkout.store.opportunity;

import dev.emporium.checkout.domain.opportunity.Problem;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The last validation of each opportunity. */
public final class OpportunityValidationStore {

  /**
   * What was found.
   *
   * @param version of the opportunity that was looked at
   */
  public record Result(long version, List<Problem> problems) {}

  /** Stores a result in place of an older one. */
  public Future<Result> save(Tx tx, UUID opportunity, Result result) {
    return tx.execute(
            """
            insert into opportunity_validation (marketplace_id, opportunity_id, version,
              validated_at, problems)
            values ($1, $2, $3, $4, $5)
            on conflict (marketplace_id, opportunity_id) do update set version = excluded.version,
              validated_at = excluded.validated_at, problems = excluded.problems
            """,
            tx.marketplace(),
            opportunity,
            result.version(),
            tx.now(),
            write(result.problems()))
        .map(result);
  }

  /** The stored result; empty when it was never validated. */
  public Future<Optional<Result>> find(Tx tx, UUID opportunity) {
    return tx.one(
        """
        select version, problems from opportunity_validation
        where marketplace_id = $1 and opportunity_id = $2
        """,
        row -> new Result(row.getLong(0), read(row.getJsonArray(1))),
        tx.marketplace(),
        opportunity);
  }

  private static JsonArray write(List<Problem> problems) {
    var array = new JsonArray();
    for (Problem problem : problems) {
      var parameters = new JsonArray();
      problem
          .parameters()
          .forEach(
              each ->
                  parameters.add(
                      new JsonObject().put("key", each.key()).put("value", each.value())));
      array.add(
          new JsonObject()
              .put("item", problem.item() == null ? null : problem.item().toString())
              .put("code", problem.code())
              .put("message", problem.message())
              .put("parameters", parameters));
    }
    return array;
  }

  private static List<Problem> read(JsonArray array) {
    return array.stream().map(each -> read((JsonObject) each)).toList();
  }

  private static Problem read(JsonObject json) {
    String item = json.getString("item");
    return new Problem(
        item == null ? null : UUID.fromString(item),
        json.getString("code"),
        json.getString("message"),
        json.getJsonArray("parameters").stream()
            .map(JsonObject.class::cast)
            .map(each -> new Problem.Parameter(each.getString("key"), each.getString("value")))
            .toList(),
        Optional.empty());
  }
}
