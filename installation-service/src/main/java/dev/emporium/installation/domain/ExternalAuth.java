package dev.emporium.installation.domain;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Failure.Detail;
import dev.emporium.kit.failure.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How an app's external service authenticates ({@code highlevel.txt:102-127}).
 *
 * @param type {@code basic} or {@code oauth2}
 * @param fields the keys {@code basicCredentials} may and must have
 */
public record ExternalAuth(String type, List<Field> fields) {
  /** One credential's key. */
  public record Field(String key, boolean required) {}

  /**
   * What a caller gives of a connection; absent values are null.
   *
   * @param expiresAt when the access token ends, milliseconds
   */
  public record Given(
      String type,
      String apiKey,
      Map<String, Object> basicCredentials,
      String accessToken,
      String refreshToken,
      Long expiresAt,
      List<String> scopes) {}

  /** Refuses (400, every fault named) what does not fit the app's configuration. */
  public void require(Given given) {
    if (!type.equals(given.type())) {
      throw Failure.invalid("type", "The app authenticates with " + type + ", not " + given.type());
    }
    var faults = new ArrayList<Detail>();
    if (type.equals("basic")) {
      requireBasic(given, faults);
    } else {
      requireText(given.accessToken(), "accessToken", faults);
      requireText(given.refreshToken(), "refreshToken", faults);
      forbid(given.apiKey(), "apiKey", faults);
      forbid(given.basicCredentials(), "basicCredentials", faults);
    }
    if (!faults.isEmpty()) {
      throw Failure.of(Kind.INVALID, faults);
    }
  }

  private void requireBasic(Given given, List<Detail> faults) {
    forbid(given.accessToken(), "accessToken", faults);
    forbid(given.refreshToken(), "refreshToken", faults);
    if (given.basicCredentials() == null) {
      requireText(given.apiKey(), "apiKey", faults);
      return;
    }
    if (given.apiKey() != null) {
      faults.add(new Detail("apiKey", "give either apiKey or basicCredentials"));
    }
    for (Field field : fields) {
      Object value = given.basicCredentials().get(field.key());
      if (field.required() && (value == null || value.toString().isBlank())) {
        faults.add(new Detail("basicCredentials." + field.key(), field.key() + " is required"));
      }
    }
    for (String key : given.basicCredentials().keySet()) {
      if (fields.stream().noneMatch(field -> field.key().equals(key))) {
        faults.add(new Detail("basicCredentials." + key, key + " is not a field of this app"));
      }
    }
    if (given.basicCredentials().isEmpty() && faults.isEmpty()) {
      faults.add(new Detail("basicCredentials", "basicCredentials must not be empty"));
    }
  }

  private static void requireText(String value, String name, List<Detail> faults) {
    if (value == null || value.isBlank()) {
      faults.add(new Detail(name, name + " is required"));
    }
  }

  private void forbid(Object value, String name, List<Detail> faults) {
    if (value != null) {
      faults.add(new Detail(name, name + " is not supported when type is " + type));
    }
  }
}
