package dev.emporium.checkout.appdirect;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import dev.emporium.kit.failure.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Items chosen by JsonPath (appdirect.txt:9414), such as {@code .items[?(@.pricingPlanId=='x')]}:
 * evaluated on the cart as it is answered. The leading {@code $} may be missing, as in the sample.
 */
final class ItemPath {
  private static final Configuration PATHS =
      Configuration.builder()
          .options(Option.AS_PATH_LIST, Option.ALWAYS_RETURN_LIST, Option.SUPPRESS_EXCEPTIONS)
          .build();

  /** Three digits reach every item; the library counts a slice's way from end to end. */
  private static final Pattern FAR = Pattern.compile("\\[[^]'\"?]*\\d{4}");

  private static final Pattern ITEM = Pattern.compile("\\$\\['items']\\[(\\d+)]");

  private ItemPath() {}

  /**
   * The ids of the chosen items; none when nothing matches. Fails with INVALID when it is not
   * JsonPath, or chooses something that is not an item.
   */
  static List<String> select(JsonObject cart, String expression) {
    JsonArray items = cart.getJsonArray("items");
    return evaluate(cart, compiled(expression)).stream()
        .map(path -> items.getJsonObject(index(path)).getString("id"))
        .toList();
  }

  private static JsonPath compiled(String expression) {
    // What it costs to evaluate must grow with the cart, not with the power of an expression.
    if (expression.contains("=~") || expression.contains("..")) {
      throw Failure.invalid("itemPath", "regular expressions and .. are not supported");
    }
    if (expression.indexOf("[?") != expression.lastIndexOf("[?")) {
      throw Failure.invalid("itemPath", "has more than one filter");
    }
    if (FAR.matcher(expression).find()) {
      throw Failure.invalid("itemPath", "has an index or slice beyond 999");
    }
    try {
      return JsonPath.compile(expression.startsWith("$") ? expression : "$" + expression);
    } catch (JsonPathException | IllegalArgumentException malformed) {
      throw Failure.invalid("itemPath", "is not JsonPath: " + malformed.getMessage());
    }
  }

  private static List<String> evaluate(JsonObject cart, JsonPath path) {
    try {
      List<String> found = JsonPath.using(PATHS).parse(cart.encode()).read(path);
      return found == null ? List.of() : found;
    } catch (JsonPathException | ClassCastException unusable) {
      throw Failure.invalid("itemPath", "cannot be evaluated on a shopping cart");
    }
  }

  private static int index(String path) {
    Matcher item = ITEM.matcher(path);
    if (!item.matches()) {
      throw Failure.invalid("itemPath", "must choose items of the shopping cart");
    }
    return Integer.parseInt(item.group(1));
  }
}
