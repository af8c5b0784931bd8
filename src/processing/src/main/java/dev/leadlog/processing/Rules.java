package dev.leadlog.processing;

import dev.leadlog.delivery.DeliveryResult;
import dev.leadlog.graph.GraphFailure.Retry;
import dev.leadlog.lifecycle.DeliveryEntry;
import dev.leadlog.lifecycle.LeadDocReference;
import dev.leadlog.lifecycle.Outcome.Result;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.mapping.FieldMapping;
import dev.leadlog.mapping.MappedLead;
import dev.leadlog.mapping.Problem;
import dev.leadlog.page.NamedDestination;
import dev.leadlog.processing.Verdict.Deliver;
import dev.leadlog.processing.Verdict.Ended;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules that decide the outcome of a lead: before its deliveries, at each destination, and as a
 * whole. Before the deliveries the rules are applied in order, and the first one that applies
 * decides.
 */
final class Rules {

  /**
   * A rule that ends the attempt without reading or delivering the lead.
   *
   * @param message what happened; null if the reason is enough
   */
  private record Rule(
      Predicate<Facts> applies, Status status, Reason reason, Function<Facts, String> message) {}

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
              f -> f.page().destinations(f.form().orElseThrow()).isEmpty(),
              Status.UNCONFIGURED,
              Reason.NO_DESTINATION,
              f -> "neither form " + f.log().formId() + " nor its page names a destination"));

  /** Returns the outcome without a delivery; empty if the lead must be delivered. */
  static Optional<Ended> beforeDelivery(Facts facts) {
    return IN_ORDER.stream()
        .filter(rule -> rule.applies().test(facts))
        .findFirst()
        .map(rule -> Ended.of(rule.status(), rule.reason(), rule.message().apply(facts)))
        .or(
            () ->
                Optional.ofNullable(facts.graphFailure()).map(graphFailure -> graphFailure(facts)));
  }

  /** Returns what to deliver to a destination, or why not. */
  static Verdict mapped(Facts f, NamedDestination to) {
    MappedLead mapped = f.mapped(to);
    return mapped.problems().isEmpty()
        ? new Deliver(to, mapped.fields(), mapped.toleratedProblems(), f.log().test())
        : invalid(mapped.problems());
  }

  static Verdict afterDelivery(Facts facts, Deliver delivered, DeliveryResult delivery) {
    if (delivery instanceof DeliveryResult.Delivered done) {
      return Ended.processed(done.remark(), delivered.toleratedProblems(), done.reference());
    }
    if (delivery instanceof DeliveryResult.InvalidValues unfit) {
      return unfit(facts, delivered, unfit.problems());
    }
    if (delivery instanceof DeliveryResult.Rejected rejected) {
      return Ended.of(Status.ERROR, Reason.DESTINATION_REJECTED, rejected.message());
    }
    if (delivery instanceof DeliveryResult.Unreachable unreachable) {
      Retry retry =
          unreachable.notBefore() == null
              ? new Retry.Soon()
              : new Retry.At(unreachable.notBefore());
      return later(facts, delivered.destination(), retry, unreachable.message());
    }
    String message = ((DeliveryResult.Blocked) delivery).message();
    return later(facts, delivered.destination(), new Retry.Slowly(), message);
  }

  /**
   * A value that the destination's field cannot hold is left out if the mapping omits or keeps
   * invalid answers, because the field could not keep it.
   */
  private static Verdict unfit(Facts f, Deliver delivered, List<Problem> problems) {
    Map<String, FieldMapping> mapping =
        delivered.destination().mapping(f.form().orElseThrow()).stream()
            .collect(Collectors.toMap(FieldMapping::leadField, Function.identity()));
    List<Problem> errors =
        problems.stream().filter(p -> !mapping.get(p.field()).tolerates(p)).toList();
    return errors.isEmpty() ? delivered.without(problems) : invalid(errors);
  }

  private static Ended invalid(List<Problem> problems) {
    return new Ended(
        new Result(Status.ERROR, problems.get(0).reason(), message(problems), problems, null),
        null);
  }

  /** Returns the outcome of a lead after an unexpected failure of Leadlog. */
  static Ended failed(Facts facts, String failure) {
    return failed(facts.timeIsUp(), failure);
  }

  /** Returns the outcome of one delivery after an unexpected failure of Leadlog. */
  static Ended failed(Facts facts, NamedDestination to, String failure) {
    return failed(facts.timeIsUp(to), failure);
  }

  private static Ended failed(boolean timeIsUp, String failure) {
    String message = "unexpected failure in Leadlog: " + failure;
    return later(timeIsUp, Reason.UNEXPECTED_FAILURE, new Retry.Slowly(), message);
  }

  /**
   * Returns the outcome of the lead as a whole. It is Pending while a destination waits, and
   * becomes an Error only when all others have ended. Notices have no effect.
   *
   * @param entries the entries of its destinations, in the order of the configuration
   */
  static Result together(Facts facts, List<DeliveryEntry> entries) {
    Set<String> notices =
        facts.destinations().stream()
            .filter(NamedDestination::notice)
            .map(NamedDestination::name)
            .collect(Collectors.toSet());
    List<DeliveryEntry> deciding =
        entries.stream().filter(entry -> !notices.contains(entry.name())).toList();
    LeadDocReference reference =
        entries.stream()
            .map(DeliveryEntry::reference)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    boolean several = facts.destinations().size() > 1;
    List<DeliveryEntry> waiting = deciding.stream().filter(DeliveryEntry::isWaiting).toList();
    List<DeliveryEntry> failed = deciding.stream().filter(DeliveryEntry::isFailed).toList();
    if (!waiting.isEmpty()) {
      List<DeliveryEntry> open = Stream.concat(waiting.stream(), failed.stream()).toList();
      return result(Status.PENDING, reason(waiting), open, several, reference);
    }
    if (!failed.isEmpty()) {
      return result(Status.ERROR, reason(failed), failed, several, reference);
    }
    Reason remark = facts.isOnlyATest() ? Reason.TEST_LEAD : null;
    return result(Status.PROCESSED, remark, deciding, several, reference);
  }

  private static Reason reason(List<DeliveryEntry> entries) {
    return entries.get(0).finding().reason();
  }

  /**
   * @param of the deliveries whose messages and problems are used
   */
  private static Result result(
      Status status,
      Reason reason,
      List<DeliveryEntry> of,
      boolean several,
      LeadDocReference reference) {
    List<Problem> problems =
        of.stream().flatMap(entry -> entry.finding().problems().stream()).distinct().toList();
    return new Result(status, reason, messages(of, several), problems, reference);
  }

  /** Returns each message once, with the names of the destinations if there are several. */
  private static String messages(List<DeliveryEntry> entries, boolean several) {
    Map<String, List<String>> names =
        entries.stream()
            .filter(entry -> entry.finding().message() != null)
            .collect(
                Collectors.groupingBy(
                    entry -> entry.finding().message(),
                    LinkedHashMap::new,
                    Collectors.mapping(DeliveryEntry::name, Collectors.toList())));
    String message =
        names.entrySet().stream()
            .map(e -> several ? String.join(", ", e.getValue()) + ": " + e.getKey() : e.getKey())
            .collect(Collectors.joining("; "));
    return message.isEmpty() ? null : message;
  }

  private static String pageNotConfigured(Facts f) {
    return f.log().page().isPresent()
        ? "page " + f.log().pageId() + " has no configuration"
        : "the page of the lead is not known";
  }

  private static String formNotMapped(Facts f) {
    if (f.log().form().isEmpty()) {
      return "the form of the lead is not known";
    }
    String message = "form " + f.log().formId() + " is not listed under page " + f.log().pageId();
    return f.page().mistakes().isEmpty()
        ? message
        : message + ", or has a mistake: " + f.page().mistakes().get(0);
  }

  private static Ended graphFailure(Facts f) {
    Reason reason = f.graphFailure().reason();
    Retry retry = f.graphFailure().retry();
    boolean over =
        retry instanceof Retry.Never
            || (retry instanceof Retry.Once && reason == f.log().reason())
            || f.timeIsUp();
    return over
        ? Ended.of(Status.ERROR, reason, f.graphFailure().message())
        : Ended.waiting(reason, retry, f.graphFailure().message());
  }

  private static Ended later(Facts f, NamedDestination to, Retry retry, String message) {
    return later(f.timeIsUp(to), Reason.DESTINATION_UNAVAILABLE, retry, message);
  }

  private static Ended later(boolean timeIsUp, Reason reason, Retry retry, String message) {
    return timeIsUp
        ? Ended.of(Status.ERROR, reason, message)
        : Ended.waiting(reason, retry, message);
  }

  private static String message(List<Problem> problems) {
    return problems.stream().map(Problem::message).collect(Collectors.joining("; "));
  }

  private Rules() {}
}
