package dev.leadlog.connecting;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.graph.GraphResult;
import dev.leadlog.graph.KeptToken;
import dev.leadlog.graph.ListPart;
import dev.leadlog.graph.NotRead;
import dev.leadlog.graph.PageAccess;
import dev.leadlog.graph.Subscription;
import dev.leadlog.graph.UserPage;
import dev.leadlog.graph.UserPages;
import dev.leadlog.log.PageId;
import dev.leadlog.page.PageConfigs;
import dev.leadlog.page.Saving;
import dev.leadlog.page.StoredPage;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the pages that the token of a user or system user opens, and adds them. A page that is
 * added gets a token of its own from Meta, which goes where its configuration names it: to SSM, on
 * a laptop into the configuration itself.
 */
@Singleton
public class Discovering {

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
    record NoToken(PageId page, NotRead why) implements Added {}
  }

  private static final int PAGES_AT_ONCE = 8;

  /** Of a hundred pages each: Meta's list would have no end. */
  private static final int MOST_PARTS = 100;

  private final UserPages userPages;
  private final PageAccess access;
  private final PageConfigs pages;
  private final BoundedExecutor executor;

  Discovering(UserPages userPages, PageAccess access, PageConfigs pages, BoundedExecutor executor) {
    this.executor = executor;
    this.userPages = userPages;
    this.access = access;
    this.pages = pages;
  }

  /**
   * All pages that the token opens.
   *
   * @param userToken used and not kept; null for the system user's
   */
  public GraphResult<List<UserPage>> pages(String userToken) {
    List<UserPage> all = new ArrayList<>();
    String after = null;
    for (int part = 0; part < MOST_PARTS; part++) {
      GraphResult<ListPart<UserPage>> read = userPages.pages(userToken, after);
      if (!read.isFound()) {
        return GraphResult.failed(read.failure());
      }
      all.addAll(read.found().items());
      after = read.found().after();
      if (read.found().isLast()) {
        break;
      }
    }
    return GraphResult.found(all);
  }

  /**
   * Adds pages; those that are configured already stay as they are.
   *
   * @param userToken used and not kept; null for the system user's
   * @param subscribe whether each is subscribed to the app as well
   */
  public List<Added> add(String userToken, List<PageId> ids, boolean subscribe) {
    return executor.each(ids, PAGES_AT_ONCE, page -> add(userToken, page, subscribe));
  }

  private Added add(String userToken, PageId page, boolean subscribe) {
    if (pages.find(page).isPresent()) {
      return new Added.Unchanged(page, "it is configured already");
    }
    return userPages
        .keepToken(userToken, page)
        .map(token -> configure(page, token, subscribe), why -> new Added.NoToken(page, why));
  }

  private Added configure(PageId page, KeptToken token, boolean subscribe) {
    Saving saving = pages.save(document(page, token), page, 0);
    if (saving instanceof Saving.Saved saved) {
      GraphResult<Subscription> subscription =
          subscribe ? access.subscribe(page, token.accessToken()) : null;
      return new Added.Configured(saved.page(), token.expiresAt(), subscription);
    }
    return new Added.Unchanged(
        page,
        saving instanceof Saving.Refused refused
            ? String.join("; ", refused.mistakes())
            : "someone else has just configured it");
  }

  private static ObjectNode document(PageId page, KeptToken token) {
    ObjectNode document = Json.object().put("pageId", page.text());
    if (token.pageName() != null) {
      document.put("pageName", token.pageName());
    }
    document.put("enabled", true).put("accessToken", token.accessToken()).putArray("forms");
    return document;
  }
}
