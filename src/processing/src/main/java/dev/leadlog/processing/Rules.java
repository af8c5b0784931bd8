package dev.leadlog.processing;

import dev.leadlog.delivery.Delivery;
import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.graph.Reading.Again;
import dev.leadlog.lifecycle.Outcome.Result;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.mapping.FieldMapping;
import dev.leadlog.mapping.MappedLead;
import dev.leadlog.mapping.Problem;
import dev.leadlog.processing.Verdict.Deliver;
import dev.leadlog.processing.Verdict.Ended;
import dev.leadlog.processing.Verdict.Final;
import dev.leadlog.processing.Verdict.Wait;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The rules: what becomes of a lead before its delivery, and after it. Before it the rules are
 * applied in their order, and the first that applies decides.
 */
final class Rules {

  private interface Rule extends Function<Facts, Optional<Verdict>> {}

  private static final List<Rule> IN_ORDER =
      List.of(
          Rules::dashboardTest,
          Rules::pageNotConfigured,
          Rules::formNotMapped,
          Rules::pageDisabled,
          Rules::noDestination,
          Rules::notRead);

  static Verdict beforeDelivery(Facts facts) {
    return IN_ORDER.stream()
        .flatMap(rule -> rule.apply(facts).stream())
        .findFirst()
        .orElseGet(() -> mapped(facts));
  }

  static Verdict afterDelivery(Facts facts, Deliver delivered, Delivery delivery) {
    if (delivery instanceof Delivery.Delivered done) {
      Reason remark = facts.isOnlyATest() ? Reason.TEST_LEAD : null;
      List<Problem> passedOver = delivered.passedOver();
      return new Final(
          new Result(Status.PROCESSED, remark, done.remark(), passedOver, done.reference()));
    }
    if (delivery instanceof Delivery.Unfit unfit) {
      return unfit(facts, delivered, unfit.problems());
    }
    if (delivery instanceof Delivery.Rejected rejected) {
      return Final.of(Status.ERROR, Reason.DESTINATION_REJECTED, rejected.words());
    }
    if (delivery instanceof Delivery.Unreachable unreachable) {
      Again again =
          unreachable.notBefore() == null
              ? new Again.Soon()
              : new Again.At(unreachable.notBefore());
      return later(facts, Reason.DESTINATION_UNAVAILABLE, again, unreachable.words());
    }
    String words = ((Delivery.Blocked) delivery).words();
    return later(facts, Reason.DESTINATION_UNAVAILABLE, new Again.Slowly(), words);
  }

  /**
   * A value that the destination's field cannot hold is left out where the mapping passes over
   * invalid answers: nothing could be kept there.
   */
  private static Verdict unfit(Facts f, Deliver delivered, List<Problem> problems) {
    Map<String, FieldMapping> mapping =
        f.form().orElseThrow().mapping().stream()
            .collect(Collectors.toMap(FieldMapping::leadField, Function.identity()));
    List<Problem> errors =
        problems.stream().filter(p -> !mapping.get(p.field()).passesOver(p)).toList();
    return errors.isEmpty() ? delivered.without(problems) : invalid(errors);
  }

  private static Final invalid(List<Problem> problems) {
    return new Final(
        new Result(Status.ERROR, problems.get(0).reason(), words(problems), problems, null));
  }

  /** What becomes of a lead with which Leadlog itself failed. */
  static Ended failed(Facts facts, String failure) {
    String words = "Leadlog itself failed: " + failure;
    return later(facts, Reason.UNEXPECTED_FAILURE, new Again.Slowly(), words);
  }

  private static Optional<Verdict> dashboardTest(Facts f) {
    return when(
        f.log().leadgenId().isDashboardTest(),
        () -> Final.of(Status.LOSS, Reason.META_DASHBOARD_TEST, null));
  }

  private static Optional<Verdict> pageNotConfigured(Facts f) {
    return when(
        f.page() == null,
        () ->
            Final.of(
                Status.UNCONFIGURED,
                Reason.PAGE_NOT_CONFIGURED,
                f.log().page().isPresent()
                    ? "page " + f.log().pageId() + " has no configuration"
                    : "the page of this lead is not known"));
  }

  private static Optional<Verdict> formNotMapped(Facts f) {
    return when(
        f.form().isEmpty(),
        () ->
            Final.of(
                Status.UNCONFIGURED,
                Reason.FORM_NOT_MAPPED,
                f.log().form().isPresent() ? unlisted(f) : "the form of this lead is not known"));
  }

  private static String unlisted(Facts f) {
    String words = "form " + f.log().formId() + " is not listed under page " + f.log().pageId();
    return f.page().mistakes().isEmpty()
        ? words
        : words + ", or not rightly: " + f.page().mistakes().get(0);
  }

  private static Optional<Verdict> pageDisabled(Facts f) {
    return when(
        !f.page().enabled(),
        () ->
            Final.of(
                Status.DISABLED,
                Reason.PAGE_DISABLED,
                "page " + f.log().pageId() + " is not enabled"));
  }

  private static Optional<Verdict> noDestination(Facts f) {
    return when(
        f.page().destination(f.form().orElseThrow()).isEmpty(),
        () ->
            Final.of(
                Status.UNCONFIGURED,
                Reason.NO_DESTINATION,
                "neither form " + f.log().formId() + " nor its page names a destination"));
  }

  private static Optional<Verdict> notRead(Facts f) {
    return when(f.notRead() != null, () -> notRead(f, f.notRead().again()));
  }

  private static Verdict notRead(Facts f, Again again) {
    Reason reason = f.notRead().reason();
    boolean over =
        again instanceof Again.Never
            || (again instanceof Again.Once && reason == f.log().reason())
            || f.timeIsUp();
    return over
        ? Final.of(Status.ERROR, reason, f.notRead().words())
        : Wait.of(reason, again, f.notRead().words());
  }

  /**
   * A test goes to the leads table, where it can be looked at, whatever its destination and however
   * well it maps.
   */
  private static Verdict mapped(Facts f) {
    MappedLead mapped = f.mapped();
    if (f.isOnlyATest()) {
      return new Deliver(DestinationSetting.LEADS_TABLE, mapped.fields(), List.of(), true);
    }
    List<Problem> problems = mapped.problems();
    if (!problems.isEmpty()) {
      return invalid(problems);
    }
    DestinationSetting destination = f.page().destination(f.form().orElseThrow()).orElseThrow();
    return new Deliver(destination, mapped.fields(), mapped.passedOver(), f.log().test());
  }

  private static Ended later(Facts f, Reason reason, Again again, String words) {
    return f.timeIsUp() ? Final.of(Status.ERROR, reason, words) : Wait.of(reason, again, words);
  }

  private static String words(List<Problem> problems) {
    return problems.stream().map(Problem::words).collect(Collectors.joining("; "));
  }

  private static Optional<Verdict> when(boolean applies, Supplier<Verdict> verdict) {
    return applies ? Optional.of(verdict.get()) : Optional.empty();
  }

  private Rules() {}
}
