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
 * Everything that is known of a lead when the rules are applied.
 *
 * @param log with the payload that was read, where it was
 * @param page null when the page is not configured
 * @param graphFailure why the payload could not be read; null when the log has one
 * @param timeIsUp whether the time of retries is over
 * @param validators of leads as a whole
 * @param now when the rules are applied
 */
record Facts(
    LeadLog log,
    PageConfig page,
    GraphFailure graphFailure,
    boolean timeIsUp,
    List<LeadValidator> validators,
    Instant now) {

  /** A lead that a poll or a job brings is not announced once it is older than this. */
  private static final Duration NEWS = Duration.ofDays(1);

  /** A message may come a little before its time, because SQS counts whole seconds. */
  private static final Duration EARLY = Duration.ofSeconds(5);

  private static final NamedDestination KEPT_TEST =
      NamedDestination.only(DestinationSetting.LEADS_TABLE, false);

  /** A lead of Meta's testing tool that is kept to be looked at, and not delivered. */
  boolean isOnlyATest() {
    return log.test() && !page.deliverTestLeads();
  }

  Optional<FormConfig> form() {
    return log.form().flatMap(page::form);
  }

  /**
   * Where the lead goes, in the order of the configuration. A test goes to the leads table, where
   * it can be looked at.
   */
  List<NamedDestination> destinations() {
    return isOnlyATest() ? List.of(KEPT_TEST) : page.destinations(form().orElseThrow());
  }

  /** Those that this attempt delivers to. */
  List<NamedDestination> toServe() {
    return destinations().stream().filter(this::isServedNow).toList();
  }

  private boolean isServedNow(NamedDestination to) {
    Optional<DeliveryEntry> before = log.delivery(to.name());
    if (before.isPresent()) {
      return before.get().isWaiting() && !before.get().retry().at().isAfter(now.plus(EARLY));
    }
    List<String> only = log.processing().request().destinations();
    boolean named = only.contains(to.name());
    return named || isOnlyATest() || (only.isEmpty() && !(to.notice() && isQuiet()));
  }

  /**
   * Whether the lead would be taken for delivered although this destination has never got it,
   * because a person has named others only. A lead that was Processed before lacks nothing.
   */
  boolean isLeftOut(NamedDestination to) {
    List<String> only = log.processing().request().destinations();
    return !only.isEmpty()
        && !only.contains(to.name())
        && !to.notice()
        && !isOnlyATest()
        && !log.wasProcessed();
  }

  /**
   * Nobody is to be told of a test, of an import, and of an old lead that a poll or a job brings.
   */
  private boolean isQuiet() {
    boolean isBrought = log.source() == Source.POLLING || log.processing().request().job() != null;
    return log.test() || log.source() == Source.IMPORT || (isBrought && isOld());
  }

  private boolean isOld() {
    Instant createdAt = Optional.ofNullable(log.createdTime()).orElse(log.receivedTime());
    return createdAt.plus(NEWS).isBefore(now);
  }

  /** Whether retries of a delivery are over. */
  boolean timeIsUp(NamedDestination to) {
    return to.notice()
        ? log.delivery(to.name())
            .map(DeliveryEntry::retry)
            .filter(retry -> retry.until() != null && !now.isBefore(retry.until()))
            .isPresent()
        : timeIsUp;
  }

  /** What {@code field:<name>} finds for this lead. */
  Function<String, Optional<String>> known() {
    LeadPayload payload = LeadPayload.of(log.payload().orElseThrow());
    return LeadMapping.known(payload, around()::value);
  }

  /**
   * The lead as a destination gets it. A test is mapped leniently, since its answers are
   * placeholders, and a notice is, since it must come whatever is wrong with the lead.
   */
  MappedLead mapped(NamedDestination to) {
    List<FieldMapping> mapping = to.mapping(form().orElseThrow());
    LeadPayload payload = LeadPayload.of(log.payload().orElseThrow());
    return isOnlyATest() || to.notice()
        ? LeadMapping.leniently(mapping, payload, around()::value)
        : LeadMapping.map(mapping, payload, around()::value, validators);
  }

  private MappingContext around() {
    return MappingContext.of(log, form().orElseThrow(), page);
  }
}
