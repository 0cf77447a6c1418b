package dev.cien.studio;

import dev.cien.recipes.Text;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// Answers what the server itself refuses because it is no proper request, such as one with a
/// `Host` that cannot be, before any handler sees it: JSON for endpoints, a page for all else.
final class BadRequests extends ErrorHandler {
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="es">
      <head><meta charset="utf-8"><title>Cien</title></head>
      <body>
      <h1>Cien</h1>
      <p>%s</p>
      <p lang="en">%s</p>
      <p><a href="/inicio">Inicio / Home</a></p>
      </body>
      </html>
      """;

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      String message,
      Throwable cause,
      Callback callback) {
    Text text = Errors.text(code);
    boolean api = Request.getPathInContext(request).startsWith("/api/");
    // Of the request nothing is repeated in the page.
    String body = api ? Json.text(text) : PAGE.formatted(text.es(), text.en());
    response
        .getHeaders()
        .put(HttpHeader.CONTENT_TYPE, api ? "application/json" : "text/html;charset=utf-8")
        .put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        .put("X-Content-Type-Options", "nosniff")
        .put("Referrer-Policy", "no-referrer")
        .put(HttpHeader.CACHE_CONTROL, "no-store")
        // The server will read no more from here; a client that does not know loses its next
        // request.
        .put(HttpHeader.CONNECTION, "close");
    Content.Sink.write(response, true, body, callback);
  }
}
