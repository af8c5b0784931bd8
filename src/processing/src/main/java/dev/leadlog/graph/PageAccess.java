package dev.leadlog.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.log.PageId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Asks Meta about the token, the lead access and the subscription of a page. It also uses tokens
 * that were marked as rejected; if Meta accepts one again, the mark is removed.
 */
@Singleton
public class PageAccess {

  private static final String LEAD_ACCESS = "has_lead_access";

  private final GraphClient graph;
  private final PageTokens tokens;
  private final LeadlogSettings.Meta meta;

  PageAccess(GraphClient graph, PageTokens tokens, LeadlogSettings settings) {
    this.graph = graph;
    this.tokens = tokens;
    this.meta = settings.meta();
  }

  /**
   * Returns the state of the page's token, or of the system user's token if the page names none. If
   * the app's id is not set, or Meta does not return the state, a call with the token shows whether
   * it works.
   *
   * @param pageToken the reference to the page's token; null if none is configured
   */
  public GraphResult<TokenState> token(PageId page, String pageToken) {
    Optional<String> reference = Optional.ofNullable(pageToken).or(meta::systemUserToken);
    Optional<AccessToken> token = reference.flatMap(tokens::now);
    if (token.isEmpty()) {
      return GraphResult.failed(tokens.missing(reference.orElse(null)));
    }
    Optional<TokenState> state = graph.debug(token.get()).flatMap(PageAccess::state);
    state.ifPresent(found -> tokens.storeTokenState(page, token.get(), found.valid()));
    return state.map(GraphResult::found).orElseGet(() -> testCall(page, token.get()));
  }

  /** Any call shows whether a token works, even if it lacks the permission for the call. */
  private GraphResult<TokenState> testCall(PageId page, AccessToken token) {
    GraphResult<JsonNode> asked =
        tokens.askWithToken(page, token, with -> object(page, "id", with));
    if (asked.isFound()) {
      return GraphResult.found(TokenState.ofCall(true, null));
    }
    return switch (asked.failure().reason()) {
      case META_TOKEN_INVALID ->
          GraphResult.found(TokenState.ofCall(false, asked.failure().message()));
      case META_PERMISSION_MISSING, META_ACCESS_REVOKED, META_LEAD_NOT_VISIBLE ->
          GraphResult.found(TokenState.ofCall(true, null));
      default -> GraphResult.failed(asked.failure());
    };
  }

  /**
   * {@code data{is_valid, expires_at, data_access_expires_at, scopes[], error?}}; 0 means never.
   */
  private static Optional<TokenState> state(GraphResponse response) {
    JsonNode data = response.json().path("data");
    if (response.isError() || !data.path("is_valid").isBoolean()) {
      return Optional.empty();
    }
    boolean valid = data.path("is_valid").asBoolean();
    return Optional.of(
        new TokenState(
            valid,
            time(data.path("expires_at")),
            time(data.path("data_access_expires_at")),
            texts(data.path("scopes")),
            valid ? null : rejectionMessage(data.path("error"))));
  }

  private static String rejectionMessage(JsonNode error) {
    return error.hasNonNull("message")
        ? GraphResponse.messageOf(error)
        : "Meta reports that the token is not valid";
  }

  /** Returns whether the leads of a page may be read, with any token that has access. */
  public GraphResult<LeadAccess> leadAccess(PageId page, String pageToken) {
    return tokens.ask(
        page, pageToken, true, with -> object(page, LEAD_ACCESS, with).then(PageAccess::access));
  }

  private static GraphResult<LeadAccess> access(JsonNode page) {
    JsonNode access = page.path(LEAD_ACCESS);
    return access.path("can_access_lead").isBoolean()
        ? GraphResult.found(
            new LeadAccess(
                access.path("can_access_lead").asBoolean(),
                access.path("failure_reason").asText(null),
                access.path("failure_resolution").asText(null)))
        : GraphResult.unexpected("Meta did not return whether the leads may be read");
  }

  /** Returns the subscribed fields of this app, or of any app if the app's id is not set. */
  public GraphResult<Subscription> subscription(PageId page, String pageToken) {
    return tokens.ask(page, pageToken, true, with -> subscription(page, with));
  }

  /**
   * Subscribes this app to the page's leads. If the app's id is set, its other subscribed fields
   * are kept: Meta replaces the previous subscription by each new one.
   *
   * @return the subscription afterwards
   */
  public GraphResult<Subscription> subscribe(PageId page, String pageToken) {
    return tokens.ask(page, pageToken, true, with -> subscribe(page, with));
  }

  private GraphResult<Subscription> subscribe(PageId page, AccessToken token) {
    return subscription(page, token).then(before -> subscribe(page, before, token));
  }

  private GraphResult<Subscription> subscribe(PageId page, Subscription before, AccessToken token) {
    List<String> kept = meta.appId().isPresent() ? before.fields() : List.of();
    List<String> fields =
        Stream.concat(kept.stream(), Stream.of(Subscription.LEADGEN)).distinct().toList();
    return tokens.read(
        graph.subscribe(page, String.join(",", fields), token),
        json ->
            json.path("success").asBoolean()
                ? subscription(page, token)
                : GraphResult.unexpected("Meta did not confirm the subscription of the page"));
  }

  private GraphResult<Subscription> subscription(PageId page, AccessToken token) {
    return tokens.read(
        graph.subscriptions(page, "id,name,subscribed_fields", token),
        json -> GraphResult.found(subscription(json.path("data"))));
  }

  private Subscription subscription(JsonNode apps) {
    List<String> fields =
        StreamSupport.stream(apps.spliterator(), false)
            .filter(app -> meta.appId().map(app.path("id").asText()::equals).orElse(true))
            .flatMap(app -> texts(app.path("subscribed_fields")).stream())
            .distinct()
            .toList();
    return new Subscription(fields);
  }

  private GraphResult<JsonNode> object(PageId page, String fields, AccessToken token) {
    return tokens.read(graph.read(page.text(), fields, token), GraphResult::found);
  }

  private static Instant time(JsonNode seconds) {
    return seconds.asLong() == 0 ? null : Instant.ofEpochSecond(seconds.asLong());
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }
}
