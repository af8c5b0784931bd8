package dev.leadlog.webhook;

import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** {@code GET|POST /webhook}: the callback URL of the app at Meta. */
@Singleton
@Path("/webhook")
public class WebhookResource {

  private static final byte[] EMPTY = {};

  private final WebhookReceiver webhookReceiver;

  WebhookResource(WebhookReceiver webhookReceiver) {
    this.webhookReceiver = webhookReceiver;
  }

  /**
   * The handshake: the challenge comes back exactly as it came, as text, since it can exceed a
   * number.
   */
  @GET
  public Response handshake(
      @QueryParam("hub.mode") String mode,
      @QueryParam("hub.challenge") String challenge,
      @QueryParam("hub.verify_token") String token) {
    Optional<Boolean> ours = webhookReceiver.isHandshake(mode, token);
    if (ours.isEmpty()) {
      return answer(503, "the verify token cannot be read");
    }
    return ours.get() && challenge != null
        ? answer(200, challenge)
        : answer(403, "hub.mode must be subscribe and hub.verify_token the one of this app");
  }

  /**
   * Announcements. 200 once every lead in them is safe; 500 when one is not, so that Meta sends
   * them again.
   *
   * @param body the raw bytes, over which Meta signs
   */
  @POST
  @Consumes(MediaType.WILDCARD)
  public Response notifications(@HeaderParam("X-Hub-Signature-256") String signature, byte[] body) {
    return switch (webhookReceiver.receive(body == null ? EMPTY : body, signature)) {
      case RECORDED -> answer(200, "recorded");
      case TOO_LARGE -> answer(413, "the body is larger than 4 MB");
      case NO_SECRETS -> answer(503, "no app secret can be read");
      case NO_SIGNATURE ->
          answer(403, "the header X-Hub-Signature-256 is missing: Meta signs every webhook");
      case BAD_SIGNATURE -> answer(403, "X-Hub-Signature-256 does not sign this body");
      case NOT_RECORDED -> answer(500, "not recorded, send it again");
    };
  }

  private static Response answer(int status, String text) {
    return Response.status(status).type(MediaType.TEXT_PLAIN_TYPE).entity(text).build();
  }
}
