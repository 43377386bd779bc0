package dev.emporium.kit.query;

import io.vertx.core.json.JsonObject;

/**
 * OpenChannel's query document (openchannel.txt:83-325): equality, {@code $eq $gt $gte $lt $lte $ne
 * $in $nin}, implicit AND, {@code $and}, {@code $or}, {@code $elemMatch} and dot notation, which
 * reaches into objects and into objects inside arrays. An array equals an array or contains a
 * value. Several conditions may be met by different elements, those of one {@code $elemMatch} by
 * one element. {@code null} equals a missing field. Values of different types are never equal and
 * never ordered. A key that is given twice is a condition twice. Immutable.
 */
public final class QueryDocument {
  private static final String PARAMETER = "query";
  private final Condition condition;

  private QueryDocument(Condition condition) {
    this.condition = condition;
  }

  /**
   * Parses; single quotes and bare keys are understood, null and blank text mean everything.
   *
   * @throws dev.emporium.kit.failure.Failure INVALID with field {@code query}: malformed, unknown
   *     operator, longer than 16384 characters, deeper than 24 levels or more than 200 conditions
   */
  public static QueryDocument parse(String text) {
    return new QueryDocument(QueryParser.parse(text, PARAMETER));
  }

  /** Whether a document meets it, without a database. */
  public boolean matches(JsonObject document) {
    return Evaluator.matches(condition, document);
  }

  /**
   * The condition as SQL.
   *
   * @param firstParameterIndex the number of its first parameter, 1 when it has the statement for
   *     itself
   * @throws dev.emporium.kit.failure.Failure INVALID when it names a refused field
   */
  public SqlCondition toSql(QueryFields fields, int firstParameterIndex) {
    var writer = new SqlWriter(path -> fields.resolve(path, PARAMETER), firstParameterIndex);
    String text = writer.write(condition);
    return new SqlCondition(text, writer.parameters());
  }
}
