package dev.leadlog.graph;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.log.FormId;
import dev.leadlog.log.PageId;
import dev.leadlog.settings.Secrets;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** Calls the Graph API with a token and the matching {@code appsecret_proof}. */
@Singleton
class GraphClient {

  /**
   * A request without the token and the proof.
   *
   * @param edge the edge of the object; null for the object itself
   */
  private record Call(String object, String edge, boolean writes, Map<String, String> parameters) {

    static Call read(String object, String edge, Map<String, String> parameters) {
      return new Call(object, edge, false, parameters);
    }

    /** Without the parameters, because one may be a token. */
    @Override
    public String toString() {
      return edge == null ? object : object + "/" + edge;
    }
  }

  private static final Logger LOG = Logger.getLogger(GraphClient.class);

  private final LeadlogSettings.Meta meta;
  private final Secrets secrets;
  private final Map<String, String> acceptedSecrets = new ConcurrentHashMap<>();
  private final AtomicReference<String> warned = new AtomicReference<>();
  private volatile GraphApi api;

  GraphClient(LeadlogSettings settings, Secrets secrets) {
    this.meta = settings.meta();
    this.secrets = secrets;
  }

  /**
   * Reads one object. If Meta rejects the proof, the other app secrets are tried, then the secrets
   * are read again; the one that works is cached.
   */
  GraphResponse read(String id, String fields, AccessToken token) {
    return ask(Call.read(id, null, Map.of("fields", fields)), token);
  }

  /** Reads a part of the forms of a page (source: Meta, "Page, Leadgen Forms"). */
  GraphResponse forms(PageId page, String fields, int limit, String after, AccessToken token) {
    return ask(Call.read(page.text(), "leadgen_forms", part(fields, limit, after)), token);
  }

  /**
   * Reads a part of the leads of a form (source: Meta, "Lead Ads, Bulk Read").
   *
   * @param filtering JSON, as {@code
   *     [{"field":"time_created","operator":"GREATER_THAN","value":1772268554}]}
   * @param after the cursor of the previous part; null for the beginning
   */
  GraphResponse leads(
      FormId form, String fields, String filtering, int limit, String after, AccessToken token) {
    Map<String, String> parameters = part(fields, limit, after);
    parameters.put("filtering", filtering);
    return ask(Call.read(form.text(), "leads", parameters), token);
  }

  /**
   * Inspects a token with the app's credentials: with the first secret that Meta accepts for the
   * app (source: Meta, "Debug-Token"). Meta accepts the token only in the URL, so this URL must
   * never be logged.
   *
   * @return empty if the app's id or its secrets are not known
   */
  Optional<GraphResponse> debug(AccessToken input) {
    Call debug = Call.read("debug_token", null, Map.of("input_token", input.value()));
    GraphResponse response = null;
    for (String secret : meta.appId().isEmpty() ? List.<String>of() : secrets.appSecrets()) {
      AccessToken app =
          new AccessToken(meta.appId().get() + "|" + secret, "the app's id and secret");
      response = call(debug, app, secret);
      if (!response.isError()) {
        return Optional.of(response);
      }
    }
    return Optional.ofNullable(response);
  }

  /** Reads the apps that a page sends webhooks to (source: Meta, "Page, Subscribed Apps"). */
  GraphResponse subscriptions(PageId page, String fields, AccessToken token) {
    return ask(Call.read(page.text(), "subscribed_apps", Map.of("fields", fields)), token);
  }

  /** Subscribes the app to these fields of a page, separated by commas, and to no others. */
  GraphResponse subscribe(PageId page, String fields, AccessToken token) {
    return ask(
        new Call(page.text(), "subscribed_apps", true, Map.of("subscribed_fields", fields)), token);
  }

  /** Reads a part of the pages of the token's user (source: Meta, "User, Accounts"). */
  GraphResponse accounts(String fields, int limit, String after, AccessToken token) {
    return ask(Call.read("me", "accounts", part(fields, limit, after)), token);
  }

  private static Map<String, String> part(String fields, int limit, String after) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("fields", fields);
    parameters.put("limit", Integer.toString(limit));
    if (after != null) {
      parameters.put("after", after);
    }
    return parameters;
  }

  private GraphResponse ask(Call call, AccessToken token) {
    List<String> tried = candidates(token);
    GraphResponse refused = null;
    for (String secret : tried) {
      refused = call(call, token, secret);
      if (rememberIfAccepted(refused, token, secret)) {
        return refused;
      }
    }
    return refused == null
        ? call(call, token, null)
        : withRereadSecrets(call, token, tried, refused);
  }

  private GraphResponse withRereadSecrets(
      Call call, AccessToken token, List<String> tried, GraphResponse refused) {
    secrets.rereadApp();
    for (String secret : secrets.appSecrets()) {
      if (!tried.contains(secret)) {
        GraphResponse response = call(call, token, secret);
        if (rememberIfAccepted(response, token, secret)) {
          return response;
        }
      }
    }
    return refused;
  }

  private boolean rememberIfAccepted(GraphResponse response, AccessToken token, String secret) {
    boolean accepted = !GraphErrors.namesTheProof(response);
    if (accepted) {
      acceptedSecrets.put(token.fingerprint(), secret);
    }
    return accepted;
  }

  private List<String> candidates(AccessToken token) {
    List<String> candidates = new ArrayList<>(secrets.appSecrets());
    String accepted = acceptedSecrets.get(token.fingerprint());
    if (candidates.remove(accepted)) {
      candidates.add(0, accepted);
    }
    return candidates;
  }

  private GraphResponse call(Call call, AccessToken token, String secret) {
    try (Response response = send(call, token, secret)) {
      logVersionWarning(response.getHeaderString("x-ad-api-version-warning"));
      return GraphResponse.of(
          response.getStatus(),
          response.readEntity(String.class),
          response.getHeaderString("X-Business-Use-Case-Usage"),
          response.getHeaderString("X-App-Usage"));
    } catch (WebApplicationException | ProcessingException e) {
      Throwable root = rootOf(e);
      // The message could contain the URL with the proof, so only the type of the failure is
      // logged.
      LOG.infof("the Graph API did not answer %s: %s", call, root.getClass().getSimpleName());
      boolean timedOut = root instanceof TimeoutException || root instanceof SocketTimeoutException;
      return GraphResponse.of(timedOut ? GraphResponse.TIMED_OUT : 0, "", null);
    }
  }

  private Response send(Call call, AccessToken token, String secret) {
    String version = meta.version();
    String bearer = "Bearer " + token.value();
    Map<String, String> parameters = new HashMap<>(call.parameters());
    if (secret != null) {
      parameters.put("appsecret_proof", token.proof(secret));
    }
    if (call.edge() == null) {
      return api().read(version, call.object(), parameters, bearer);
    }
    return call.writes()
        ? api().writeEdge(version, call.object(), call.edge(), parameters, bearer)
        : api().readEdge(version, call.object(), call.edge(), parameters, bearer);
  }

  /**
   * Meta sends this warning before it disables a version (source: Meta, "Marketing API,
   * Versioning").
   */
  private void logVersionWarning(String warning) {
    if (warning != null && !warning.equals(warned.getAndSet(warning))) {
      LOG.warnf("Meta sent a warning about Graph API version %s: %s", meta.version(), warning);
    }
  }

  private static Throwable rootOf(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** Created at the first call, because many function instances never make one. */
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
