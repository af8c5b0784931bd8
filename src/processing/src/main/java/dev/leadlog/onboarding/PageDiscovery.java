package dev.leadlog.onboarding;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.graph.GraphFailure;
import dev.leadlog.graph.GraphResult;
import dev.leadlog.graph.ListPart;
import dev.leadlog.graph.PageAccess;
import dev.leadlog.graph.StoredToken;
import dev.leadlog.graph.Subscription;
import dev.leadlog.graph.UserPage;
import dev.leadlog.graph.UserPages;
import dev.leadlog.log.PageId;
import dev.leadlog.page.PageConfigs;
import dev.leadlog.page.SaveResult;
import dev.leadlog.page.StoredPage;
import dev.leadlog.reprocessing.BulkReprocessor;
import dev.leadlog.settings.LeadlogSettings;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Finds the pages that the token of a user or system user opens, and adds them. A page that is
 * added gets a token of its own from Meta, which goes where its configuration names it: to SSM, on
 * a laptop into the configuration itself.
 */
@Singleton
public class PageDiscovery {

  /** What came of adding a page. */
  public sealed interface Added {

    /**
     * It is configured now, without any form.
     *
     * @param expiresAt of its token; null for never, and where it is not known
     * @param subscription null where it was not asked for
     */
    record Configured(StoredPage page, Instant expiresAt, GraphResult<Subscription> subscription)
        implements Added {}

    /** It is as it was. */
    record Unchanged(PageId page, String why) implements Added {}

    /** Meta gave no token for it. */
    record NoToken(PageId page, GraphFailure why) implements Added {}
  }

  private static final int PAGES_AT_ONCE = 8;

  private final UserPages userPages;
  private final PageAccess access;
  private final PageConfigs pages;
  private final BulkReprocessor bulkReprocessor;
  private final LeadlogSettings settings;
  private final BoundedExecutor executor;

  PageDiscovery(
      UserPages userPages,
      PageAccess access,
      PageConfigs pages,
      BulkReprocessor bulkReprocessor,
      LeadlogSettings settings,
      BoundedExecutor executor) {
    this.executor = executor;
    this.settings = settings;
    this.bulkReprocessor = bulkReprocessor;
    this.userPages = userPages;
    this.access = access;
    this.pages = pages;
  }

  /**
   * The pages that the token opens, as many as can be read while someone waits.
   *
   * @param userToken used and not kept; null for the system user's
   * @param from the cursor where an earlier answer stopped; null to begin
   */
  public GraphResult<ListPart<UserPage>> pages(String userToken, String from) {
    return userPages.pages(userToken, from);
  }

  /**
   * Adds pages; those that are configured already stay as they are.
   *
   * @param userToken used and not kept; null for the system user's
   * @param subscribe whether each is subscribed to the app as well
   * @param by who adds them
   * @return what came of those for which there was time
   */
  public Map<PageId, Added> add(String userToken, List<PageId> ids, boolean subscribe, String by) {
    return executor.eachWithin(
        settings.meta().answerWithin(),
        ids,
        PAGES_AT_ONCE,
        page -> add(userToken, page, subscribe, by));
  }

  private Added add(String userToken, PageId page, boolean subscribe, String by) {
    if (pages.find(page).isPresent()) {
      return new Added.Unchanged(page, "it is configured already");
    }
    return userPages
        .keepToken(userToken, page)
        .map(token -> configure(page, token, subscribe, by), why -> new Added.NoToken(page, why));
  }

  private Added configure(PageId page, StoredToken token, boolean subscribe, String by) {
    SaveResult saving = pages.save(document(page, token), page, 0);
    if (saving instanceof SaveResult.Saved saved) {
      bulkReprocessor.beginWaiting(page, by);
      GraphResult<Subscription> subscription =
          subscribe ? access.subscribe(page, token.accessToken()) : null;
      return new Added.Configured(saved.page(), token.expiresAt(), subscription);
    }
    return new Added.Unchanged(
        page,
        saving instanceof SaveResult.Refused refused
            ? String.join("; ", refused.mistakes())
            : "someone else has just configured it");
  }

  private static ObjectNode document(PageId page, StoredToken token) {
    ObjectNode document = Json.object().put("pageId", page.text());
    if (token.pageName() != null) {
      document.put("pageName", token.pageName());
    }
    document.put("enabled", true).put("accessToken", token.accessToken()).putArray("forms");
    return document;
  }
}
