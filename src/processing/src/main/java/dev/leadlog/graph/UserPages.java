package dev.leadlog.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.graph.GraphFailure.Retry;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.settings.Secrets;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Reads the pages to which the token of a user or system user has access. A given token is never
 * stored; without one, the configured system user's token is used.
 */
@Singleton
public class UserPages {

  private static final int PAGES_A_CALL = 100;

  private final GraphClient graph;
  private final FormReader lists;
  private final TimedListReader inTime;
  private final PageTokens tokens;
  private final PageAccess access;
  private final Secrets secrets;
  private final LeadlogSettings settings;

  UserPages(
      GraphClient graph,
      FormReader lists,
      TimedListReader inTime,
      PageTokens tokens,
      PageAccess access,
      Secrets secrets,
      LeadlogSettings settings) {
    this.graph = graph;
    this.lists = lists;
    this.inTime = inTime;
    this.tokens = tokens;
    this.access = access;
    this.secrets = secrets;
    this.settings = settings;
  }

  /**
   * Reads as many pages as possible in the time of an interactive request.
   *
   * @param userToken null for the system user's token
   * @param from the cursor of an earlier result; null for the beginning
   */
  public GraphResult<ListPart<UserPage>> pages(String userToken, String from) {
    return token(userToken)
        .map(
            token ->
                inTime.read(
                    from,
                    PAGES_A_CALL,
                    page -> false,
                    (after, limit) ->
                        lists.listPart(
                            graph.accounts("id,name,tasks", limit, after, token),
                            after,
                            UserPages::page)))
        .orElseGet(UserPages::noToken);
  }

  /**
   * Stores the page's own token, so that its configuration can reference it.
   *
   * @param userToken null for the system user's token
   * @throws software.amazon.awssdk.core.exception.SdkException if SSM does not store it
   */
  public GraphResult<StoredToken> keepToken(String userToken, PageId page) {
    return token(userToken).map(token -> keepToken(page, token)).orElseGet(UserPages::noToken);
  }

  private GraphResult<StoredToken> keepToken(PageId page, AccessToken token) {
    return tokens.read(
        graph.read(page.text(), "id,name,access_token", token), json -> keepToken(page, json));
  }

  private GraphResult<StoredToken> keepToken(PageId page, JsonNode json) {
    String ofThePage = json.path("access_token").asText("");
    if (ofThePage.isBlank()) {
      return GraphResult.failed(
          Reason.META_PERMISSION_MISSING,
          new Retry.Never(),
          "Meta returned no token for page " + page + ": assign the page to the token's user");
    }
    String reference = keep(page, ofThePage);
    return GraphResult.found(
        new StoredToken(
            reference,
            json.path("name").asText(null),
            access.token(page, reference).map(TokenState::expiresAt, why -> null)));
  }

  private String keep(PageId page, String token) {
    if (settings.local()) {
      return token;
    }
    String reference = "ssm:" + settings.secretsPath() + "/page/" + page;
    secrets.put(reference, token);
    return reference;
  }

  /**
   * The caller's value is a literal token and never a reference: it must not give access to a
   * stored secret.
   */
  private Optional<AccessToken> token(String userToken) {
    return userToken != null
        ? Optional.of(new AccessToken(userToken, "the one that was given"))
        : settings.meta().systemUserToken().flatMap(tokens::now);
  }

  private static Optional<UserPage> page(JsonNode page) {
    List<String> tasks =
        StreamSupport.stream(page.path("tasks").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    return PageId.of(page.path("id").asText())
        .map(id -> new UserPage(id, page.path("name").asText(null), tasks));
  }

  private static <T> GraphResult<T> noToken() {
    return GraphResult.failed(
        Reason.META_TOKEN_MISSING,
        new Retry.Never(),
        "no token was entered, and the system user's token cannot be read");
  }
}
