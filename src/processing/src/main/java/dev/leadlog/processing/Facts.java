package dev.leadlog.processing;

import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.graph.GraphFailure;
import dev.leadlog.lifecycle.DeliveryEntry;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.log.Source;
import dev.leadlog.mapping.FieldMapping;
import dev.leadlog.mapping.LeadMapping;
import dev.leadlog.mapping.LeadPayload;
import dev.leadlog.mapping.LeadValidator;
import dev.leadlog.mapping.MappedLead;
import dev.leadlog.page.FormConfig;
import dev.leadlog.page.MappingContext;
import dev.leadlog.page.NamedDestination;
import dev.leadlog.page.PageConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The input of the rules for a lead.
 *
 * @param log the log, with the payload if it was read
 * @param page null if the page is not configured
 * @param graphFailure why the payload could not be read; null if the log has one
 * @param timeIsUp whether the time for retries is over
 * @param validators the validators of leads as a whole
 * @param now when the rules are applied
 */
record Facts(
    LeadLog log,
    PageConfig page,
    GraphFailure graphFailure,
    boolean timeIsUp,
    List<LeadValidator> validators,
    Instant now) {

  /** For a lead of a poll or a job that is older than this, no notice is sent. */
  private static final Duration RECENT = Duration.ofDays(1);

  private static final NamedDestination KEPT_TEST =
      NamedDestination.only(DestinationSetting.LEADS_TABLE, false);

  /**
   * Returns whether the lead is from Meta's testing tool and is only stored in the leads table, not
   * delivered.
   */
  boolean isOnlyATest() {
    return log.test() && !page.deliverTestLeads();
  }

  Optional<FormConfig> form() {
    return log.form().flatMap(page::form);
  }

  /**
   * Returns the destinations in the order of the configuration. A test lead goes to the leads
   * table.
   */
  List<NamedDestination> destinations() {
    return isOnlyATest() ? List.of(KEPT_TEST) : page.destinations(form().orElseThrow());
  }

  /** Returns the destinations to which this attempt delivers. */
  List<NamedDestination> dueDestinations() {
    return destinations().stream().filter(this::isDue).toList();
  }

  private boolean isDue(NamedDestination to) {
    Optional<DeliveryEntry> before = log.delivery(to.name());
    if (before.isPresent()) {
      return before.get().isWaiting()
          && !before.get().retry().at().isAfter(now.plus(LeadLog.EARLY));
    }
    List<String> only = log.processing().request().destinations();
    boolean named = only.contains(to.name());
    return named || isOnlyATest() || (only.isEmpty() && !(to.notice() && isWithoutNotices()));
  }

  /**
   * Returns whether this destination never received the lead because a person chose only others, so
   * that the lead must not become Processed. For a lead that was Processed before, nothing is
   * missing.
   */
  boolean isLeftOut(NamedDestination to) {
    List<String> only = log.processing().request().destinations();
    return !only.isEmpty()
        && !only.contains(to.name())
        && !to.notice()
        && !isOnlyATest()
        && !log.wasProcessed();
  }

  /** No notices are sent for test leads, imports, and old leads of a poll or a job. */
  private boolean isWithoutNotices() {
    boolean isFromPollOrJob =
        log.source() == Source.POLLING || log.processing().request().job() != null;
    return log.test() || log.source() == Source.IMPORT || (isFromPollOrJob && isOld());
  }

  private boolean isOld() {
    Instant createdAt = Optional.ofNullable(log.createdTime()).orElse(log.receivedTime());
    return createdAt.plus(RECENT).isBefore(now);
  }

  /** Returns whether the retries of a delivery are over. */
  boolean timeIsUp(NamedDestination to) {
    return to.notice()
        ? log.delivery(to.name())
            .map(DeliveryEntry::retry)
            .filter(retry -> retry.until() != null && !now.isBefore(retry.until()))
            .isPresent()
        : timeIsUp;
  }

  /** Returns the resolver of {@code field:<name>} for this lead. */
  Function<String, Optional<String>> known() {
    LeadPayload payload = LeadPayload.of(log.payload().orElseThrow());
    return LeadMapping.known(payload, mappingContext()::value);
  }

  /**
   * Maps the lead for a destination. A test lead is mapped leniently, because its answers are
   * placeholders, and a notice too, because it must be sent even if the lead has problems.
   */
  MappedLead mapped(NamedDestination to) {
    List<FieldMapping> mapping = to.mapping(form().orElseThrow());
    LeadPayload payload = LeadPayload.of(log.payload().orElseThrow());
    return isOnlyATest() || to.notice()
        ? LeadMapping.leniently(mapping, payload, mappingContext()::value)
        : LeadMapping.map(mapping, payload, mappingContext()::value, validators);
  }

  private MappingContext mappingContext() {
    return MappingContext.of(log, form().orElseThrow(), page);
  }
}
