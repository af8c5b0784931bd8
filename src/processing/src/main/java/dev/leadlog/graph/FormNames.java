package dev.leadlog.graph;

import dev.leadlog.graph.GraphFailure.Retry;
import dev.leadlog.log.FormId;
import dev.leadlog.log.PageId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads the names of forms at Meta that the configuration does not name. Each name is requested
 * once per instance. While the page is throttled, the request waits for its next lead.
 */
@Singleton
public class FormNames {

  private record CachedName(Optional<String> name, Instant until) {}

  private static final Duration CACHE_MISSING_NAME_FOR = Duration.ofMinutes(10);

  private final GraphClient graph;
  private final PageTokens tokens;
  private final Clock clock;
  private final Map<FormId, CachedName> known = new ConcurrentHashMap<>();

  FormNames(GraphClient graph, PageTokens tokens, Clock clock) {
    this.graph = graph;
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * @param pageToken the reference to the page's token; null if none is configured
   * @return empty if Meta does not return it
   */
  public Optional<String> name(PageId page, FormId form, String pageToken) {
    CachedName before = known.get(form);
    if (before != null && (before.name().isPresent() || clock.instant().isBefore(before.until()))) {
      return before.name();
    }
    GraphResult<String> asked = tokens.ask(page, pageToken, false, token -> ask(form, token));
    Optional<String> name = Optional.ofNullable(asked.found()).filter(found -> !found.isBlank());
    if (asked.isFound() || !(asked.failure().retry() instanceof Retry.At)) {
      known.put(form, new CachedName(name, clock.instant().plus(CACHE_MISSING_NAME_FOR)));
    }
    return name;
  }

  private GraphResult<String> ask(FormId form, AccessToken token) {
    return tokens.read(
        graph.read(form.text(), "name", token),
        json -> GraphResult.found(json.path("name").asText("")));
  }
}
