package dev.emporium.installation.store;

import dev.emporium.installation.domain.User;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Page;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import java.time.Instant;

/**
 * Which users a list is to show; null leaves a condition out.
 *
 * @param name part of the first or last name, without regard to case
 * @param membershipRole a role the user has in some enabled membership
 * @param modifiedSince users changed at or after this moment
 * @param excluded {@code [{name, values}]}: see {@link CompanyStore#list}
 * @param order what to sort by
 * @param page from 0
 */
public record UserSearch(
    String name,
    String email,
    String externalId,
    String userName,
    String membershipRole,
    Instant modifiedSince,
    JsonArray excluded,
    Order order,
    boolean descending,
    int page,
    int size) {

  /** What users can be sorted by; the id settles a draw. */
  public enum Order {
    DATE("created_at"),
    FIRST_NAME("lower(first_name)"),
    LAST_NAME("lower(last_name)");

    private final String column;

    Order(String column) {
      this.column = column;
    }
  }

  /** Runs the search. */
  public Future<Page<User>> run(Tx tx) {
    String matching =
        """
         from app_user u
        where marketplace_id = $1 and removed_at is null
          and ($2::text is null or position(lower($2::text) in lower(first_name)) > 0
               or position(lower($2::text) in lower(last_name)) > 0)
          and ($3::text is null or email_key = lower($3::text))
          and ($4::text is null or external_id = $4::text)
          and ($5::text is null or lower(user_name) = lower($5::text))
          and ($6::text is null or exists (
                select 1 from membership m
                 where m.marketplace_id = $1 and m.user_id = u.user_id and m.enabled
                   and $6::text = any(m.roles)))
          and ($7::timestamptz is null or updated_at >= $7::timestamptz)
          and not exists (select 1
                            from jsonb_array_elements($8::jsonb) f,
                                 jsonb_array_elements(u.custom_attributes) a
                           where a ->> 'name' = f ->> 'name'
                             and f -> 'values' ? (a ->> 'value'))
        """;
    String direction = descending ? " desc" : "";
    String sorting =
        " order by " + order.column + direction + ", user_id" + direction + " limit $9 offset $10";
    return tx.list(
            "select *" + matching + sorting,
            UserRows::read,
            tx.marketplace(),
            name,
            email,
            externalId,
            userName,
            membershipRole,
            modifiedSince,
            excluded,
            size,
            (long) page * size)
        .compose(
            rows ->
                tx.one(
                        "select count(*) as total" + matching,
                        row -> row.getLong("total"),
                        tx.marketplace(),
                        name,
                        email,
                        externalId,
                        userName,
                        membershipRole,
                        modifiedSince,
                        excluded)
                    .map(total -> new Page<>(rows, total.orElse(0L))));
  }
}
