package dev.leadlog.onboarding;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.appsettings.LeadlogSettings;
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
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Finds the pages to which the token of a user or system user has access, and adds them. An added
 * page gets its own token from Meta, which is stored in SSM, or in local mode in the configuration.
 */
@Singleton
public class PageDiscovery {

  /** The result of adding a page. */
  public sealed interface Added {

    /**
     * The page was configured, without any form.
     *
     * @param expiresAt when its token expires; null for never, or if it is not known
     * @param subscription null if it was not requested
     */
    record Configured(StoredPage page, Instant expiresAt, GraphResult<Subscription> subscription)
        implements Added {}

    /** The page was not changed. */
    record Unchanged(PageId page, String why) implements Added {}

    /** Meta returned no token for the page. */
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
   * Reads as many pages as possible in the time of an interactive request.
   *
   * @param userToken used but not stored; null for the system user's token
   * @param from the cursor of an earlier result; null for the beginning
   */
  public GraphResult<ListPart<UserPage>> pages(String userToken, String from) {
    return userPages.pages(userToken, from);
  }

  /**
   * Adds pages; pages that are already configured are not changed.
   *
   * @param userToken used but not stored; null for the system user's token
   * @param subscribe whether to subscribe the app to each page
   * @param by who adds them
   * @return the results of the pages that were added in time
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
      return new Added.Unchanged(page, "the page is already configured");
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
            : "someone else has just configured the page");
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
