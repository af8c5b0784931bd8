package dev.leadlog.graph;

import dev.leadlog.log.FormId;
import dev.leadlog.log.PageId;
import dev.leadlog.settings.LeadlogSettings;
import dev.leadlog.settings.Secrets;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** Calls the Graph API with a token, and with the proof of the app secret that fits it. */
@Singleton
class GraphClient {

  /** A request but for the token and the proof, which may be null. */
  private interface Question {
    Response ask(String proof, String authorization);
  }

  private static final Logger LOG = Logger.getLogger(GraphClient.class);

  private final LeadlogSettings.Meta meta;
  private final Secrets secrets;
  private final Map<String, String> fittingSecrets = new ConcurrentHashMap<>();
  private final AtomicReference<String> warned = new AtomicReference<>();
  private volatile GraphApi api;

  GraphClient(LeadlogSettings settings, Secrets secrets) {
    this.meta = settings.meta();
    this.secrets = secrets;
  }

  /**
   * Reads one object. When Meta says that the proof does not fit, the other secrets are tried, and
   * then those that are in place by now; the one that fits is remembered.
   */
  GraphAnswer read(String id, String fields, Token token) {
    return ask(id, token, (proof, bearer) -> api().read(meta.version(), id, fields, proof, bearer));
  }

  /** Reads a part of the forms of a page. */
  GraphAnswer forms(PageId page, String fields, int limit, String after, Token token) {
    return ask(
        page + "/leadgen_forms",
        token,
        (proof, bearer) ->
            api().forms(meta.version(), page.text(), fields, limit, after, proof, bearer));
  }

  /** Reads a part of the leads of a form. */
  GraphAnswer leads(
      FormId form, String fields, String filtering, int limit, String after, Token token) {
    return ask(
        form + "/leads",
        token,
        (proof, bearer) ->
            api()
                .leads(
                    meta.version(), form.text(), fields, filtering, limit, after, proof, bearer));
  }

  /**
   * Asks what a token is, in the name of the app: with the first secret that Meta takes as the
   * app's.
   *
   * @return nothing where the app's id or its secrets are not known
   */
  Optional<GraphAnswer> debug(Token input) {
    GraphAnswer answer = null;
    for (String secret : meta.appId().isEmpty() ? List.<String>of() : secrets.appSecrets()) {
      Token app = new Token(meta.appId().get() + "|" + secret, "the app's id and secret");
      answer =
          call(
              "debug_token",
              app,
              secret,
              (proof, bearer) -> api().debugToken(meta.version(), input.value(), proof, bearer));
      if (!answer.isError()) {
        return Optional.of(answer);
      }
    }
    return Optional.ofNullable(answer);
  }

  /** Reads the apps that a page sends webhooks to. */
  GraphAnswer subscriptions(PageId page, String fields, Token token) {
    return ask(
        page + "/subscribed_apps",
        token,
        (proof, bearer) -> api().subscriptions(meta.version(), page.text(), fields, proof, bearer));
  }

  /** Subscribes the app to these fields of a page, and to no others. */
  GraphAnswer subscribe(PageId page, String fields, Token token) {
    return ask(
        page + "/subscribed_apps",
        token,
        (proof, bearer) -> api().subscribe(meta.version(), page.text(), fields, proof, bearer));
  }

  /** Reads a part of the pages of the token's user. */
  GraphAnswer accounts(String fields, int limit, String after, Token token) {
    return ask(
        "me/accounts",
        token,
        (proof, bearer) -> api().accounts(meta.version(), fields, limit, after, proof, bearer));
  }

  private GraphAnswer ask(String what, Token token, Question question) {
    GraphAnswer answer = null;
    for (String secret : candidates(token)) {
      answer = call(what, token, secret, question);
      if (!GraphErrors.namesTheProof(answer)) {
        fittingSecrets.put(token.fingerprint(), secret);
        return answer;
      }
    }
    return answer == null
        ? call(what, token, null, question)
        : withSecretsOfNow(what, token, answer, question);
  }

  private GraphAnswer withSecretsOfNow(
      String what, Token token, GraphAnswer refused, Question question) {
    List<String> tried = candidates(token);
    secrets.rereadApp();
    for (String secret : secrets.appSecrets()) {
      if (!tried.contains(secret)) {
        GraphAnswer answer = call(what, token, secret, question);
        if (!GraphErrors.namesTheProof(answer)) {
          fittingSecrets.put(token.fingerprint(), secret);
          return answer;
        }
      }
    }
    return refused;
  }

  private List<String> candidates(Token token) {
    List<String> candidates = new ArrayList<>(secrets.appSecrets());
    String fitting = fittingSecrets.get(token.fingerprint());
    if (candidates.remove(fitting)) {
      candidates.add(0, fitting);
    }
    return candidates;
  }

  private GraphAnswer call(String what, Token token, String secret, Question question) {
    String proof = secret == null ? null : token.proof(secret);
    try (Response response = question.ask(proof, "Bearer " + token.value())) {
      tell(response.getHeaderString("x-ad-api-version-warning"));
      return GraphAnswer.of(
          response.getStatus(),
          response.readEntity(String.class),
          response.getHeaderString("X-Business-Use-Case-Usage"),
          response.getHeaderString("X-App-Usage"));
    } catch (WebApplicationException | ProcessingException e) {
      Throwable root = rootOf(e);
      // The message could hold the URL with the proof in it: the kind of failure is enough.
      LOG.infof("the Graph API gave no answer for %s: %s", what, root.getClass().getSimpleName());
      boolean timedOut = root instanceof TimeoutException || root instanceof SocketTimeoutException;
      return GraphAnswer.of(timedOut ? GraphAnswer.TIMED_OUT : 0, "", null);
    }
  }

  /** Meta says so before it turns a version off (source: Meta, "Marketing API, Versioning"). */
  private void tell(String warning) {
    if (warning != null && !warning.equals(warned.getAndSet(warning))) {
      LOG.warnf("Meta warns of Graph API version %s: %s", meta.version(), warning);
    }
  }

  private static Throwable rootOf(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** Made at the first call, since a function may never make one. */
  private GraphApi api() {
    if (api == null) {
      synchronized (this) {
        if (api == null) {
          api = build();
        }
      }
    }
    return api;
  }

  private GraphApi build() {
    return QuarkusRestClientBuilder.newBuilder()
        .baseUri(URI.create(meta.url()))
        .connectTimeout(2, TimeUnit.SECONDS)
        .readTimeout(meta.timeout().toMillis(), TimeUnit.MILLISECONDS)
        .property("microprofile.rest.client.disable.default.mapper", true)
        .build(GraphApi.class);
  }
}
