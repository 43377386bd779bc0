package dev.emporium.installation.store;

import dev.emporium.installation.domain.User;
import io.vertx.sqlclient.Row;

/** Users as they rest in the database. */
final class UserRows {
  private UserRows() {}

  static User read(Row row) {
    return new User(
        row.getUUID("user_id"),
        row.getString("openchannel_user_id"),
        row.getString("highlevel_user_id"),
        row.getUUID("company_id"),
        row.getString("email"),
        row.getString("user_name"),
        row.getString("external_id"),
        row.getString("first_name"),
        row.getString("last_name"),
        row.getString("locale"),
        row.getString("currency"),
        Columns.texts(row, "roles"),
        row.getBoolean("enabled"),
        row.getBoolean("allow_login"),
        row.getBoolean("activated"),
        CompanyRows.attributes(row.getJsonArray("custom_attributes")),
        row.getJsonObject("custom_data").getMap(),
        row.getLong("version"),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "updated_at"));
  }
}
