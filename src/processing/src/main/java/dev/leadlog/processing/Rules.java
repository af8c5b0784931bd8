package dev.leadlog.processing;

import dev.leadlog.delivery.Delivery;
import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.graph.Reading.Again;
import dev.leadlog.log.Problem;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.mapping.MappedLead;
import dev.leadlog.processing.Verdict.Deliver;
import dev.leadlog.processing.Verdict.Final;
import dev.leadlog.processing.Verdict.Wait;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The rules, in their order: the first that finds something decides. */
final class Rules {

  private interface Rule extends Function<Findings, Optional<Verdict>> {}

  private static final List<Rule> IN_ORDER =
      List.of(
          Rules::dashboardTest,
          Rules::pageNotConfigured,
          Rules::formNotMapped,
          Rules::pageDisabled,
          Rules::noDestination,
          Rules::notRead,
          Rules::testingTool,
          Rules::unmappable,
          Rules::rejected,
          Rules::unreachable);

  static Verdict judge(Findings findings) {
    return IN_ORDER.stream()
        .flatMap(rule -> rule.apply(findings).stream())
        .findFirst()
        .orElseGet(() -> allWell(findings));
  }

  /** What is to become of a lead with which Leadlog itself failed. */
  static Verdict failed(Findings f, String failure) {
    String words = "Leadlog itself failed: " + failure;
    return later(f, Reason.UNEXPECTED_FAILURE, new Again.Slowly(), words);
  }

  private static Optional<Verdict> dashboardTest(Findings f) {
    return found(
        f.log().leadgenId().isDashboardTest(),
        () -> Final.of(Status.LOSS, Reason.META_DASHBOARD_TEST, null));
  }

  private static Optional<Verdict> pageNotConfigured(Findings f) {
    return found(
        f.page() == null,
        () ->
            Final.of(
                Status.UNCONFIGURED,
                Reason.PAGE_NOT_CONFIGURED,
                f.log().page().isPresent()
                    ? "page " + f.log().pageId() + " has no configuration"
                    : "the page of this lead is not known"));
  }

  private static Optional<Verdict> formNotMapped(Findings f) {
    return found(
        f.form().isEmpty(),
        () ->
            Final.of(
                Status.UNCONFIGURED,
                Reason.FORM_NOT_MAPPED,
                f.log().form().isPresent() ? unlisted(f) : "the form of this lead is not known"));
  }

  private static String unlisted(Findings f) {
    String words = "form " + f.log().formId() + " is not listed under page " + f.log().pageId();
    return f.page().mistakes().isEmpty()
        ? words
        : words + ", or not rightly: " + f.page().mistakes().get(0);
  }

  private static Optional<Verdict> pageDisabled(Findings f) {
    return found(
        !f.page().enabled(),
        () ->
            Final.of(
                Status.DISABLED,
                Reason.PAGE_DISABLED,
                "page " + f.log().pageId() + " is not enabled"));
  }

  private static Optional<Verdict> noDestination(Findings f) {
    return found(
        f.page().destination(f.form().orElseThrow()).isEmpty(),
        () ->
            Final.of(
                Status.UNCONFIGURED,
                Reason.NO_DESTINATION,
                "neither form " + f.log().formId() + " nor its page names a destination"));
  }

  private static Optional<Verdict> notRead(Findings f) {
    return found(f.reading() != null, () -> notRead(f, f.reading().again()));
  }

  private static Verdict notRead(Findings f, Again again) {
    Reason reason = f.reading().reason();
    boolean over =
        again instanceof Again.Never
            || (again instanceof Again.Once && reason == f.log().reason())
            || f.timeIsUp();
    return over
        ? Final.of(Status.ERROR, reason, f.reading().words())
        : new Wait(reason, again, f.reading().words());
  }

  /** Kept where it can be looked at, whatever the destination, and however well it maps. */
  private static Optional<Verdict> testingTool(Findings f) {
    if (!f.isOnlyATest()) {
      return Optional.empty();
    }
    if (f.delivery() == null) {
      return Optional.of(new Deliver(DestinationSetting.LEADS_TABLE, f.mapped().fields(), true));
    }
    return f.delivery() instanceof Delivery.Delivered delivered
        ? Optional.of(processed(Reason.TEST_LEAD, delivered))
        : Optional.empty();
  }

  private static Optional<Verdict> unmappable(Findings f) {
    if (f.delivery() != null) {
      return Optional.empty();
    }
    List<Problem> problems = f.mapped().problems();
    return found(
        !problems.isEmpty(),
        () -> new Final(Status.ERROR, problems.get(0).reason(), words(problems), problems, null));
  }

  private static Optional<Verdict> rejected(Findings f) {
    return f.delivery() instanceof Delivery.Rejected rejected
        ? Optional.of(Final.of(Status.ERROR, Reason.DESTINATION_REJECTED, rejected.words()))
        : Optional.empty();
  }

  private static Optional<Verdict> unreachable(Findings f) {
    if (f.delivery() instanceof Delivery.Unreachable unreachable) {
      Again again =
          unreachable.notBefore() == null
              ? new Again.Soon()
              : new Again.At(unreachable.notBefore());
      return Optional.of(later(f, Reason.DESTINATION_UNAVAILABLE, again, unreachable.words()));
    }
    return f.delivery() instanceof Delivery.Blocked blocked
        ? Optional.of(later(f, Reason.DESTINATION_UNAVAILABLE, new Again.Slowly(), blocked.words()))
        : Optional.empty();
  }

  private static Verdict later(Findings f, Reason reason, Again again, String words) {
    return f.timeIsUp() ? Final.of(Status.ERROR, reason, words) : new Wait(reason, again, words);
  }

  private static Verdict allWell(Findings f) {
    if (f.delivery() instanceof Delivery.Delivered delivered) {
      return processed(null, delivered);
    }
    MappedLead mapped = f.mapped();
    DestinationSetting destination = f.page().destination(f.form().orElseThrow()).orElseThrow();
    return new Deliver(destination, mapped.fields(), f.log().test());
  }

  private static Final processed(Reason remark, Delivery.Delivered delivered) {
    return new Final(
        Status.PROCESSED, remark, delivered.remark(), List.of(), delivered.reference());
  }

  private static String words(List<Problem> problems) {
    return problems.stream().map(Problem::words).collect(Collectors.joining("; "));
  }

  private static Optional<Verdict> found(boolean finding, Supplier<Verdict> verdict) {
    return finding ? Optional.of(verdict.get()) : Optional.empty();
  }

  private Rules() {}
}
