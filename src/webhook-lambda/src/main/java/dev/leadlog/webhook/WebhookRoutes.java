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
 * {@code GET|POST /webhook}: the callback URL of the app at Meta. A POST is accepted whatever its
 * {@code Content-Type} and {@code Accept} say, since the signature says that Meta sent it.
 */
@Singleton
class WebhookRoutes {

  private static final String PATH = "/webhook";
  private static final String SIGNATURE = "X-Hub-Signature-256";

  /**
   * Quarkus' Lambda extension looks this header up in this case, and encodes an answer as Base64
   * where it does not find it.
   */
  private static final String CONTENT_TYPE = "Content-Type";

  private static final String ALLOWED = "HEAD, POST, GET, OPTIONS";

  private final WebhookReceiver webhookReceiver;

  WebhookRoutes(WebhookReceiver webhookReceiver) {
    this.webhookReceiver = webhookReceiver;
  }

  /** A status and its text. */
  private record Answer(int status, String text) {}

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
      boolean asks = method.equals(HttpMethod.OPTIONS);
      context
          .response()
          .putHeader(HttpHeaders.ALLOW, ALLOWED)
          .setStatusCode(asks ? 200 : 405)
          .end();
    }
  }

  /** Keeps no more than a chunk beyond the largest body, which is enough to refuse it. */
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

  /** Stores and SSM are called, so an answer is made outside the event loop. */
  private static void answer(RoutingContext context, Callable<Answer> call) {
    context
        .vertx()
        .executeBlocking(call, false)
        .onSuccess(answer -> send(context, answer))
        .onFailure(context::fail);
  }

  private static void send(RoutingContext context, Answer answer) {
    context
        .response()
        .setStatusCode(answer.status())
        .putHeader(CONTENT_TYPE, "text/plain")
        .end(answer.text());
  }

  /**
   * The handshake: the challenge comes back exactly as it came, as text, since it can exceed a
   * number.
   */
  private Answer handshake(HttpServerRequest request) {
    String challenge = request.getParam("hub.challenge");
    Optional<Boolean> ours =
        webhookReceiver.isHandshake(
            request.getParam("hub.mode"), request.getParam("hub.verify_token"));
    if (ours.isEmpty()) {
      return new Answer(503, "the verify token cannot be read");
    }
    return ours.get() && challenge != null
        ? new Answer(200, challenge)
        : new Answer(403, "hub.mode must be subscribe and hub.verify_token the one of this app");
  }

  /**
   * Announcements. 200 once every lead in them is safe; 500 when one is not, so that Meta sends
   * them again.
   *
   * @param body the raw bytes, over which Meta signs
   */
  private Answer notifications(byte[] body, String signature) {
    return switch (webhookReceiver.receive(body, signature)) {
      case RECORDED -> new Answer(200, "recorded");
      case TOO_LARGE -> new Answer(413, "the body is larger than 4 MB");
      case NO_SECRETS -> new Answer(503, "no app secret can be read");
      case NO_SIGNATURE ->
          new Answer(403, "the header X-Hub-Signature-256 is missing: Meta signs every webhook");
      case BAD_SIGNATURE -> new Answer(403, "X-Hub-Signature-256 does not sign this body");
      case NOT_RECORDED -> new Answer(500, "not recorded, send it again");
    };
  }
}
