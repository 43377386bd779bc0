package dev.emporium.local;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person at the consent page: opens it, signs in, chooses the account, approves. */
public final class Consent {
  private static final Pattern HIDDEN =
      Pattern.compile("<input[^>]*type=\"hidden\"[^>]*name=\"([^\"]+)\"[^>]*value=\"([^\"]*)\"");
  private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

  private final GatewayClient gateway;
  private final String email;
  private final String password;

  public Consent(GatewayClient gateway, String email, String password) {
    this.gateway = gateway;
    this.email = email;
    this.password = password;
  }

  /**
   * Approves and returns the code of the redirect.
   *
   * @param verifier PKCE's verifier, or null to do without
   * @param account {@code company:<uuid>} or {@code location:<uuid>}
   */
  public String approve(
      String clientId, String redirect, String scope, String verifier, String account) {
    var query = new LinkedHashMap<String, String>();
    query.put("response_type", "code");
    query.put("client_id", clientId);
    query.put("redirect_uri", redirect);
    query.put("scope", scope);
    query.put("state", "demo");
    if (verifier != null) {
      query.put("code_challenge", challenge(verifier));
      query.put("code_challenge_method", "S256");
    }
    String path = "/oauth2/authorize?" + GatewayClient.encode(query);
    var page = gateway.get(path).ok();
    var signIn = hidden(page.body());
    signIn.put("email", email);
    signIn.put("password", password);
    signIn.put("decision", "signin");
    var client = cookies(gateway, page);
    var consent = client.form("/oauth2/authorize", signIn);
    if (consent.status() / 100 == 3) {
      return code(consent.headers().get("location"));
    }
    client = cookies(client, consent.ok());
    var approval = hidden(consent.body());
    approval.put("account", account);
    approval.put("decision", "approve");
    var redirected = client.form("/oauth2/authorize", approval);
    if (redirected.status() / 100 != 3) {
      throw new IllegalStateException(
          "consent was not given: HTTP " + redirected.status() + " " + redirected.body());
    }
    return code(redirected.headers().get("location"));
  }

  private static GatewayClient cookies(GatewayClient client, GatewayClient.Answer answer) {
    String cookie = answer.headers().get("set-cookie");
    return cookie == null ? client : client.with("Cookie", cookie.split(";", 2)[0]);
  }

  private static Map<String, String> hidden(String page) {
    var fields = new LinkedHashMap<String, String>();
    Matcher matcher = HIDDEN.matcher(page);
    while (matcher.find()) {
      fields.put(matcher.group(1), matcher.group(2).replace("&amp;", "&").replace("&quot;", "\""));
    }
    return fields;
  }

  private static String code(String location) {
    Matcher matcher = CODE.matcher(URI.create(location).toString());
    if (!matcher.find()) {
      throw new IllegalStateException("consent was not given: " + location);
    }
    return matcher.group(1);
  }

  private static String challenge(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
