package dev.leadlog.simulation;

import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.simulatedmeta.MetaResponse;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Pages;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The events at Meta: forms are submitted, reads fail, tokens become invalid and valid again. */
final class MetaEvents {

  private static final List<String> FAULTS =
      List.of(
          "throttled",
          "unavailable",
          "not-json",
          "empty",
          "other-lead",
          "transient",
          "unknown-id",
          "bad-request",
          "permission-missing",
          "no-ads-permission");

  private final Map<PageId, FormId> forms;
  private final Seed seed;
  private final StoreFaults storeFaults;
  private final Map<LeadgenId, PageId> created = new LinkedHashMap<>();
  private final Set<String> dead = new HashSet<>();
  private int outageUntil;

  /**
   * @param forms the form of each page
   */
  MetaEvents(Map<PageId, FormId> forms, Seed seed, StoreFaults storeFaults) {
    this.forms = forms;
    this.seed = seed;
    this.storeFaults = storeFaults;
  }

  /** Every lead with its page. */
  Map<LeadgenId, PageId> created() {
    return created;
  }

  /** Submits a form of a page several times; one lead in eight cannot be read at once. */
  Map<LeadgenId, PageId> fillIn(PageId page, int count, Instant now) {
    Map<LeadgenId, PageId> some = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      int number = created.size();
      boolean spoilt = seed.oneIn(8, "lead spoilt", number);
      String fault = spoilt ? seed.one(FAULTS, "fault", number) : "";
      LeadgenId lead =
          Meta.lead(
              page, forms.get(page), now.truncatedTo(ChronoUnit.SECONDS), fault, 1 + number % 3);
      if (spoilt) {
        storeFaults.count("graph " + fault);
      }
      storeFaults.name(lead.text(), "lead " + number);
      created.put(lead, page);
      some.put(lead, page);
    }
    return some;
  }

  /** Makes a token or two invalid, and others valid again. */
  void changeTokens(List<PageId> pages, int tick) {
    for (String token : List.of(Meta.SYSTEM_USER, Pages.token(seed.one(pages, "token of", tick)))) {
      if (dead.contains(token) && seed.oneIn(4, "token lives", tick, token.length())) {
        dead.remove(token);
        Meta.accept(token);
      } else if (!dead.contains(token) && seed.oneIn(12, "token dies", tick, token.length())) {
        storeFaults.count("token died");
        dead.add(token);
        Meta.refuse(token);
      }
    }
  }

  /** Makes Meta unavailable for some ticks, once in a while. */
  void changeFaults(int tick) {
    if (tick == outageUntil) {
      Meta.answerAll(null);
    }
    if (tick > outageUntil && seed.oneIn(70, "graph down", tick)) {
      storeFaults.count("graph down for a time");
      outageUntil = tick + 1 + seed.below(8, "graph down for", tick);
      Meta.answerAll(call -> new MetaResponse(503, "Service Unavailable", Map.of(), Duration.ZERO));
    }
  }

  /** Makes everything readable again. */
  void recover() {
    Meta.answerAll(null);
    dead.forEach(Meta::accept);
    dead.clear();
    created.keySet().forEach(Meta::clearFault);
  }
}
