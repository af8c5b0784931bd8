package dev.leadlog.processing;

import dev.leadlog.graph.FormNames;
import dev.leadlog.graph.GraphFailure;
import dev.leadlog.graph.GraphResult;
import dev.leadlog.graph.LeadReader;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.log.FetchedLead;
import dev.leadlog.log.FormId;
import dev.leadlog.page.FormConfig;
import dev.leadlog.page.PageConfig;
import dev.leadlog.page.PageConfigs;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;

/** Reads a lead at Meta, and the page configuration with which it is processed. */
@Singleton
class LeadFetch {

  /**
   * What is known of a lead when the rules are applied.
   *
   * @param page null if the page is not configured
   * @param lead the lead that was read; null if it was not read
   * @param failure why it could not be read; null if it was read or did not have to be
   */
  record Fetched(PageConfig page, FetchedLead lead, GraphFailure failure) {

    static final Fetched NOTHING = new Fetched(null, null, null);
  }

  private final PageConfigs pages;
  private final LeadReader reader;
  private final FormNames formNames;

  LeadFetch(PageConfigs pages, LeadReader reader, FormNames formNames) {
    this.pages = pages;
    this.reader = reader;
    this.formNames = formNames;
  }

  /** Reads the page, and the lead if the log has no payload or a person asked for a new one. */
  Fetched fetch(LeadLog log) {
    PageConfig page = page(log).orElse(null);
    boolean reads = log.payload().isEmpty() || log.processing().request().refetch();
    return reads ? read(log, page) : new Fetched(page, null, null);
  }

  private Fetched read(LeadLog log, PageConfig before) {
    GraphResult<FetchedLead> result = reader.read(log, token(before));
    PageConfig page = currentPage(log, before, log.formId());
    if (!result.isFound() && !Objects.equals(token(page), token(before))) {
      result = reader.read(log, token(page));
    }
    if (!result.isFound()) {
      return new Fetched(page, null, result.failure());
    }
    FetchedLead lead = named(log, page, result.found());
    return new Fetched(currentPage(log, page, log.with(lead).formId()), lead, null);
  }

  /** If the cached page is not ready, the current one is read: it may have just been configured. */
  Optional<PageConfig> page(LeadLog log) {
    if (log.pageId() == null) {
      return Optional.empty();
    }
    if (log.processing().request().manual()) {
      return pages.current(log.pageId());
    }
    return pages
        .recent(log.pageId())
        .filter(page -> page.isReadyFor(log.formId()))
        .or(() -> pages.current(log.pageId()));
  }

  /**
   * The page may have been configured while the lead was read. Saving it does not reprocess this
   * lead, which was Pending then, so the current configuration is read.
   */
  private PageConfig currentPage(LeadLog log, PageConfig before, FormId form) {
    boolean notReady = before == null || !before.isReadyFor(form);
    return notReady && log.pageId() != null ? pages.current(log.pageId()).orElse(null) : before;
  }

  /** The form name of the configuration has priority, and is written with the outcome. */
  private FetchedLead named(LeadLog log, PageConfig page, FetchedLead lead) {
    Optional<FormId> form = log.form().or(() -> Optional.ofNullable(lead.formId()));
    boolean named = page != null && form.flatMap(page::form).map(FormConfig::formName).isPresent();
    return named || lead.formName() != null
        ? lead
        : form.flatMap(id -> formNames.name(log.pageId(), id, token(page)))
            .map(lead::ofForm)
            .orElse(lead);
  }

  private static String token(PageConfig page) {
    return page == null ? null : page.accessToken();
  }
}
