package dev.leadlog.reprocessing;

import dev.leadlog.document.SpellingSuggestion;
import dev.leadlog.lifecycle.DeliveryEntry;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.page.NamedDestination;
import dev.leadlog.page.PageConfig;
import dev.leadlog.page.PageConfigs;
import dev.leadlog.reprocessing.BulkReprocessor.ReprocessAction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Returns why a log cannot be reprocessed, as a sentence for the user; empty if it can. */
@Singleton
class Refusals {

  private final PageConfigs pages;

  Refusals(PageConfigs pages) {
    this.pages = pages;
  }

  Optional<String> refusal(LeadLog log, ReprocessAction kind, ReprocessOptions how, Instant now) {
    if (log.isErased()) {
      return Optional.of("the person's data were erased, so there is nothing to process");
    }
    return kind == ReprocessAction.RETRY ? retryRefusal(log, now) : processRefusal(log, how, now);
  }

  private Optional<String> processRefusal(LeadLog log, ReprocessOptions how, Instant now) {
    if (log.reason() == Reason.META_DASHBOARD_TEST) {
      return Optional.of(
          "the entry is from the test button of Meta's app dashboard and is not a real lead");
    }
    if (log.leadgenId().isMalformed()) {
      return Optional.of("the entry is not a lead: Meta's notification could not be read");
    }
    if (!how.destinations().isEmpty()) {
      return destinationRefusal(log, how.destinations(), now);
    }
    return log.status().canBeReprocessed()
        ? Optional.empty()
        : Optional.of(
            "the lead is "
                + log.status().text()
                + "; only a lead that is neither Pending nor Processed can be processed again");
  }

  /**
   * A Processed lead can be sent to a destination that has not accepted it, and a Pending one to a
   * destination that has rejected it while another one still waits.
   */
  private Optional<String> destinationRefusal(LeadLog log, List<String> names, Instant now) {
    Optional<String> unknown = unknown(log, names);
    if (unknown.isPresent()) {
      return unknown;
    }
    if (has(log, names, DeliveryEntry::isDelivered)) {
      return Optional.of(String.join(", ", names) + " has already accepted the lead");
    }
    if (log.status() != Status.PENDING) {
      return Optional.empty();
    }
    if (log.isLeased(now)) {
      return Optional.of("the lead is being processed now");
    }
    return has(log, names, entry -> entry.isDelivered() || entry.isFailed())
        ? Optional.empty()
        : Optional.of(
            "the lead is Pending; it will be delivered to "
                + String.join(", ", names)
                + " automatically");
  }

  private static boolean has(LeadLog log, List<String> names, Predicate<DeliveryEntry> is) {
    return names.stream().allMatch(name -> log.delivery(name).filter(is).isPresent());
  }

  private Optional<String> unknown(LeadLog log, List<String> names) {
    List<String> known = names(log.page().flatMap(pages::recent), log);
    if (!known.containsAll(names)) {
      known = names(log.page().flatMap(pages::current), log);
    }
    List<String> all = known;
    return names.stream()
        .filter(name -> !all.contains(name))
        .findFirst()
        .map(
            name ->
                "\"%s\" is not a destination of the lead's form; %s"
                    .formatted(name, SpellingSuggestion.hint(name, all)));
  }

  private static List<String> names(Optional<PageConfig> page, LeadLog log) {
    return page
        .flatMap(p -> log.form().flatMap(p::form).map(p::destinations))
        .orElse(List.of())
        .stream()
        .map(NamedDestination::name)
        .toList();
  }

  private static Optional<String> retryRefusal(LeadLog log, Instant now) {
    if (log.status() != Status.PENDING) {
      return Optional.of(
          "the lead is "
              + log.status().text()
              + "; only a lead that is Pending and waits can be retried");
    }
    return log.isLeased(now) ? Optional.of("the lead is being processed now") : Optional.empty();
  }
}
