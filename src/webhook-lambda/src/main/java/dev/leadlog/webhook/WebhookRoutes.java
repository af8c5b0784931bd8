package dev.leadlog.webhook;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * {@code GET|POST /webhook}: the callback URL of the app at Meta. A POST is accepted with any
 * {@code Content-Type} and {@code Accept}, because its signature proves that Meta sent it.
 */
@Singleton
class WebhookRoutes {

  private static final String PATH = "/webhook";
  private static final String SIGNATURE = "X-Hub-Signature-256";

  /**
   * Quarkus' Lambda extension looks for this header in this spelling; without it, the extension
   * encodes the response as Base64.
   */
  private static final String CONTENT_TYPE = "Content-Type";

  private static final String ALLOWED = "HEAD, POST, GET, OPTIONS";

  private final WebhookReceiver webhookReceiver;

  WebhookRoutes(WebhookReceiver webhookReceiver) {
    this.webhookReceiver = webhookReceiver;
  }

  private record WebhookResponse(int status, String text) {}

  void register(@Observes Router router) {
    router.route(PATH).handler(this::handle);
  }

  private void handle(RoutingContext context) {
    HttpMethod method = context.request().method();
    if (method.equals(HttpMethod.POST)) {
      readBody(context);
    } else if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
      answer(context, () -> handshake(context.request()));
    } else {
      boolean isOptions = method.equals(HttpMethod.OPTIONS);
      context
          .response()
          .putHeader(HttpHeaders.ALLOW, ALLOWED)
          .setStatusCode(isOptions ? 200 : 405)
          .end();
    }
  }

  /** Stops collecting once the body is too large to be accepted. */
  private void readBody(RoutingContext context) {
    Buffer body = Buffer.buffer();
    HttpServerRequest request = context.request();
    request.handler(
        chunk -> {
          if (body.length() <= WebhookReceiver.LARGEST_BODY) {
            body.appendBuffer(chunk);
          }
        });
    request.endHandler(
        end -> answer(context, () -> notifications(body.getBytes(), request.getHeader(SIGNATURE))));
    request.resume();
  }

  /** Runs outside the event loop, because the call blocks on the stores and SSM. */
  private static void answer(RoutingContext context, Callable<WebhookResponse> call) {
    context
        .vertx()
        .executeBlocking(call, false)
        .onSuccess(answer -> send(context, answer))
        .onFailure(context::fail);
  }

  private static void send(RoutingContext context, WebhookResponse answer) {
    context
        .response()
        .setStatusCode(answer.status())
        .putHeader(CONTENT_TYPE, "text/plain")
        .end(answer.text());
  }

  /**
   * The handshake returns the challenge unchanged and as text, because it can be larger than a
   * number.
   */
  private WebhookResponse handshake(HttpServerRequest request) {
    String challenge = request.getParam("hub.challenge");
    Optional<Boolean> isHandshake =
        webhookReceiver.isHandshake(
            request.getParam("hub.mode"), request.getParam("hub.verify_token"));
    if (isHandshake.isEmpty()) {
      return new WebhookResponse(503, "the verify token cannot be read");
    }
    return isHandshake.get() && challenge != null
        ? new WebhookResponse(200, challenge)
        : new WebhookResponse(
            403,
            "hub.mode must be subscribe, and hub.verify_token must be the verify token of this app");
  }

  /**
   * Records the leads of a webhook notification. The response is 200 if every lead is safe, else
   * 500, so that Meta sends the notification again.
   *
   * @param body the raw bytes, which Meta has signed
   */
  private WebhookResponse notifications(byte[] body, String signature) {
    return switch (webhookReceiver.receive(body, signature)) {
      case RECORDED -> new WebhookResponse(200, "recorded");
      case TOO_LARGE -> new WebhookResponse(413, "the body is larger than 4 MB");
      case NO_SECRETS -> new WebhookResponse(503, "no app secret can be read");
      case NO_SIGNATURE ->
          new WebhookResponse(
              403, "the header X-Hub-Signature-256 is missing: Meta signs every webhook");
      case BAD_SIGNATURE ->
          new WebhookResponse(403, "X-Hub-Signature-256 is not a valid signature of this body");
      case NOT_RECORDED -> new WebhookResponse(500, "not recorded, send it again");
    };
  }
}
