package dev.leadlog.processing;

import dev.leadlog.delivery.DeliveryResult;
import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.graph.GraphFailure.Retry;
import dev.leadlog.lifecycle.Outcome.Result;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.mapping.FieldMapping;
import dev.leadlog.mapping.MappedLead;
import dev.leadlog.mapping.Problem;
import dev.leadlog.processing.Verdict.Deliver;
import dev.leadlog.processing.Verdict.Ended;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The rules: what becomes of a lead before its delivery, and after it. Before it the rules are
 * applied in their order, and the first that applies decides.
 */
final class Rules {

  /**
   * A rule by which a lead ends without being read or delivered.
   *
   * @param words what happened; null where the reason says it all
   */
  private record Rule(
      Predicate<Facts> applies, Status status, Reason reason, Function<Facts, String> words) {}

  private static final List<Rule> IN_ORDER =
      List.of(
          new Rule(
              f -> f.log().leadgenId().isDashboardTest(),
              Status.LOSS,
              Reason.META_DASHBOARD_TEST,
              f -> null),
          new Rule(
              f -> f.page() == null,
              Status.UNCONFIGURED,
              Reason.PAGE_NOT_CONFIGURED,
              Rules::pageNotConfigured),
          new Rule(
              f -> f.form().isEmpty(),
              Status.UNCONFIGURED,
              Reason.FORM_NOT_MAPPED,
              Rules::formNotMapped),
          new Rule(
              f -> !f.page().enabled(),
              Status.DISABLED,
              Reason.PAGE_DISABLED,
              f -> "page " + f.log().pageId() + " is not enabled"),
          new Rule(
              f -> f.page().destination(f.form().orElseThrow()).isEmpty(),
              Status.UNCONFIGURED,
              Reason.NO_DESTINATION,
              f -> "neither form " + f.log().formId() + " nor its page names a destination"));

  static Verdict beforeDelivery(Facts facts) {
    return IN_ORDER.stream()
        .filter(rule -> rule.applies().test(facts))
        .findFirst()
        .<Verdict>map(rule -> Ended.of(rule.status(), rule.reason(), rule.words().apply(facts)))
        .orElseGet(() -> facts.graphFailure() == null ? mapped(facts) : graphFailure(facts));
  }

  static Verdict afterDelivery(Facts facts, Deliver delivered, DeliveryResult delivery) {
    if (delivery instanceof DeliveryResult.Delivered done) {
      Reason remark = facts.isOnlyATest() ? Reason.TEST_LEAD : null;
      return Ended.processed(remark, done.remark(), delivered.passedOver(), done.reference());
    }
    if (delivery instanceof DeliveryResult.Unfit unfit) {
      return unfit(facts, delivered, unfit.problems());
    }
    if (delivery instanceof DeliveryResult.Rejected rejected) {
      return Ended.of(Status.ERROR, Reason.DESTINATION_REJECTED, rejected.words());
    }
    if (delivery instanceof DeliveryResult.Unreachable unreachable) {
      Retry retry =
          unreachable.notBefore() == null
              ? new Retry.Soon()
              : new Retry.At(unreachable.notBefore());
      return later(facts, Reason.DESTINATION_UNAVAILABLE, retry, unreachable.words());
    }
    String words = ((DeliveryResult.Blocked) delivery).words();
    return later(facts, Reason.DESTINATION_UNAVAILABLE, new Retry.Slowly(), words);
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

  private static Ended invalid(List<Problem> problems) {
    return new Ended(
        new Result(Status.ERROR, problems.get(0).reason(), words(problems), problems, null), null);
  }

  /** What becomes of a lead with which Leadlog itself failed. */
  static Ended failed(Facts facts, String failure) {
    String words = "Leadlog itself failed: " + failure;
    return later(facts, Reason.UNEXPECTED_FAILURE, new Retry.Slowly(), words);
  }

  private static String pageNotConfigured(Facts f) {
    return f.log().page().isPresent()
        ? "page " + f.log().pageId() + " has no configuration"
        : "the page of this lead is not known";
  }

  private static String formNotMapped(Facts f) {
    if (f.log().form().isEmpty()) {
      return "the form of this lead is not known";
    }
    String words = "form " + f.log().formId() + " is not listed under page " + f.log().pageId();
    return f.page().mistakes().isEmpty()
        ? words
        : words + ", or not rightly: " + f.page().mistakes().get(0);
  }

  private static Verdict graphFailure(Facts f) {
    Reason reason = f.graphFailure().reason();
    Retry retry = f.graphFailure().retry();
    boolean over =
        retry instanceof Retry.Never
            || (retry instanceof Retry.Once && reason == f.log().reason())
            || f.timeIsUp();
    return over
        ? Ended.of(Status.ERROR, reason, f.graphFailure().words())
        : Ended.waiting(reason, retry, f.graphFailure().words());
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

  private static Ended later(Facts f, Reason reason, Retry retry, String words) {
    return f.timeIsUp()
        ? Ended.of(Status.ERROR, reason, words)
        : Ended.waiting(reason, retry, words);
  }

  private static String words(List<Problem> problems) {
    return problems.stream().map(Problem::words).collect(Collectors.joining("; "));
  }

  private Rules() {}
}
