package dev.emporium.installation;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import dev.emporium.testkit.TestClient;
import dev.emporium.testkit.TestClient.Response;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A user's browser on the consent pages: keeps the cookie and the form's hidden fields. */
public final class ConsentBrowser {
  public static final CodeVerifier VERIFIER =
      new CodeVerifier("test-verifier-test-verifier-test-verifier-01");
  private static final Pattern HIDDEN =
      Pattern.compile("name=\"request\" value=\"([A-Za-z0-9_-]{43})\"");

  private TestClient http;
  private final String clientId;
  public Response page;

  private ConsentBrowser(TestClient http, String clientId) {
    this.http = http;
    this.clientId = clientId;
  }

  /** Opens the authorization endpoint as an app would send the user there. */
  public static ConsentBrowser open(TestClient http, String clientId, Map<String, String> more) {
    var browser = new ConsentBrowser(http, clientId);
    var parameters = new HashMap<String, String>();
    parameters.put("response_type", "code");
    parameters.put("client_id", clientId);
    parameters.put("state", "a b&c");
    parameters.putAll(more);
    parameters.values().removeIf(String::isEmpty);
    browser.page = http.get("/oauth2/authorize?" + query(parameters));
    browser
        .page
        .header("set-cookie")
        .ifPresent(cookie -> browser.http = http.with("Cookie", cookie.split(";", 2)[0]));
    return browser;
  }

  public static Map<String, String> pkce() {
    return Map.of(
        "code_challenge",
        CodeChallenge.compute(CodeChallengeMethod.S256, VERIFIER).getValue(),
        "code_challenge_method",
        "S256");
  }

  public Response signIn(String email, String password) {
    page = submit(Map.of("decision", "signin", "email", email, "password", password));
    return page;
  }

  public Response approve(String account) {
    page = submit(Map.of("decision", "approve", "account", account));
    return page;
  }

  public Response deny() {
    page = submit(Map.of("decision", "deny"));
    return page;
  }

  /** Sends a form with this page's hidden fields. */
  public Response submit(Map<String, String> fields) {
    return submit(http, fields);
  }

  /** The same from a browser without the cookie. */
  public Response submitFromElsewhere(TestClient other, Map<String, String> fields) {
    return submit(other, fields);
  }

  private Response submit(TestClient sender, Map<String, String> fields) {
    var form = new HashMap<>(fields);
    form.put("client_id", clientId);
    Matcher hidden = HIDDEN.matcher(page.text());
    form.put("request", hidden.find() ? hidden.group(1) : "");
    return sender.form("/oauth2/authorize", form);
  }

  /** The parameters of a redirect. */
  public static Map<String, String> redirected(Response answer) {
    if (answer.status() != 302) {
      throw new AssertionError(answer.status() + ": " + answer.text());
    }
    String query = URI.create(answer.header("location").orElseThrow()).getRawQuery();
    var parameters = new HashMap<String, String>();
    for (String pair : query.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return parameters;
  }

  private static String query(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
