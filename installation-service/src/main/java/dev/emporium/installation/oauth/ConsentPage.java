package dev.emporium.installation.oauth;

import dev.emporium.installation.domain.Secrets;
import dev.emporium.kit.http.Reply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * The pages of the authorization endpoint: sign in, decide, and what went wrong. Plain HTML, no
 * script, nothing from elsewhere; every value is escaped; no other site may frame it.
 */
final class ConsentPage {
  private static final String STYLE =
      """
      body{font:1rem/1.5 system-ui,sans-serif;color:#1a1a1a;background:#f2f3f5;margin:0}
      main{max-width:28rem;margin:3rem auto;padding:2rem;background:#fff;border-radius:.5rem}
      h1{font-size:1.4rem;margin-top:0}
      label,legend{display:block;margin-top:1rem;font-weight:600}
      input[type=email],input[type=password]{width:100%;box-sizing:border-box;font:inherit;padding:.5rem;border:1px solid #5c5f66;border-radius:.25rem}
      fieldset{border:0;padding:0;margin:0}
      fieldset label{font-weight:400;margin-top:.4rem}
      button{font:inherit;padding:.6rem 1.2rem;margin:1.5rem .5rem 0 0;border-radius:.25rem;border:1px solid #1f4fa8;background:#1f4fa8;color:#fff}
      button.plain{background:#fff;color:#1f4fa8}
      :focus-visible{outline:3px solid #f2a900;outline-offset:2px}
      [role=alert]{border-left:4px solid #b3261e;padding-left:.75rem;color:#8c1d18}
      code{background:#f2f3f5;padding:.1rem .3rem}
      """;
  private static final String STYLE_HASH = sha256(STYLE);

  private ConsentPage() {}

  /**
   * Who asks for what.
   *
   * @param app the app's name
   * @param handle the pending request's secret, which is also what protects the form
   * @param redirectUri where the browser will go, for the policy on form targets
   */
  record Asking(
      String app, String clientId, String handle, String redirectUri, List<String> scopes) {}

  /**
   * An account the user may choose.
   *
   * @param value {@code company:<uuid>} or {@code location:<uuid>}
   */
  record Account(String value, String label) {}

  static Reply signIn(Asking it, String complaint) {
    String body =
        """
        <h1>Sign in</h1>
        <p><strong>%s</strong> asks for access to your account.</p>
        %s
        <form method="post" action="/oauth2/authorize" autocomplete="on">
        %s
        <label for="email">E-mail</label>
        <input id="email" name="email" type="email" required autocomplete="username" maxlength="255">
        <label for="password">Password</label>
        <input id="password" name="password" type="password" required autocomplete="current-password" maxlength="200">
        <button name="decision" value="signin">Sign in</button>
        </form>
        %s
        """
            .formatted(escape(it.app()), alert(complaint), hidden(it), denyForm(it));
    return page(complaint == null ? 200 : 401, "Sign in", body, it.redirectUri());
  }

  static Reply decide(Asking it, String user, List<Account> accounts) {
    var choices = new StringBuilder();
    for (int i = 0; i < accounts.size(); i++) {
      Account account = accounts.get(i);
      choices.append(
          """
          <label><input type="radio" name="account" value="%s" required%s> %s</label>
          """
              .formatted(
                  escape(account.value()), i == 0 ? " checked" : "", escape(account.label())));
    }
    var scopes = new StringBuilder();
    it.scopes().forEach(scope -> scopes.append("<li><code>" + escape(scope) + "</code></li>\n"));
    String body =
        """
        <h1>Allow %s?</h1>
        <p>You are signed in as %s.</p>
        <h2>It may use</h2>
        <ul>
        %s</ul>
        <form method="post" action="/oauth2/authorize">
        %s
        <fieldset><legend>Account</legend>
        %s</fieldset>
        <button name="decision" value="approve">Allow</button>
        </form>
        %s
        """
            .formatted(
                escape(it.app()),
                escape(user),
                it.scopes().isEmpty() ? "<li>your account's name</li>\n" : scopes,
                hidden(it),
                choices,
                denyForm(it));
    if (accounts.isEmpty()) {
      body =
          """
          <h1>Allow %s?</h1>
          <p role="alert">You administer no company, so you cannot install apps.</p>
          %s
          """
              .formatted(escape(it.app()), denyForm(it));
    }
    return page(200, "Allow " + it.app() + "?", body, it.redirectUri());
  }

  static Reply problem(int status, String message) {
    String body = "<h1>This did not work</h1>\n" + alert(message);
    return page(status, "This did not work", body, null);
  }

  private static String hidden(Asking it) {
    return """
    <input type="hidden" name="client_id" value="%s">
    <input type="hidden" name="request" value="%s">"""
        .formatted(escape(it.clientId()), escape(it.handle()));
  }

  private static String denyForm(Asking it) {
    return """
    <form method="post" action="/oauth2/authorize">
    %s
    <button class="plain" name="decision" value="deny">Cancel</button>
    </form>
    """
        .formatted(hidden(it));
  }

  private static String alert(String message) {
    return message == null ? "" : "<p role=\"alert\">" + escape(message) + "</p>";
  }

  private static Reply page(int status, String title, String body, String redirectUri) {
    String html =
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <style>%s</style>
        </head>
        <body>
        <main>
        %s</main>
        </body>
        </html>
        """
            .formatted(escape(title), STYLE, body);
    String policy =
        "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'%s"
            .formatted(STYLE_HASH, redirectUri == null ? "" : " " + origin(redirectUri));
    return Reply.html(status, html)
        .withHeader("Content-Security-Policy", policy)
        .withHeader("X-Frame-Options", "DENY")
        .withHeader("X-Content-Type-Options", "nosniff")
        .withHeader("Referrer-Policy", "no-referrer")
        .withHeader("Cache-Control", "no-store");
  }

  /** Browsers apply form-action to the redirect that follows a form as well. */
  private static String origin(String redirectUri) {
    URI uri = URI.create(redirectUri);
    return uri.getRawAuthority() == null
        ? uri.getScheme() + ":"
        : uri.getScheme() + "://" + uri.getRawAuthority();
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** A new handle for a page's form. */
  static String newHandle() {
    return Secrets.random();
  }

  private static String sha256(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
