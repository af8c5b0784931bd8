package dev.leadlog.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.delivery.DeliveryResult;
import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.graph.GraphFailure;
import dev.leadlog.graph.GraphFailure.Retry;
import dev.leadlog.lifecycle.DeliveryEntry;
import dev.leadlog.lifecycle.DeliveryEntry.Finding;
import dev.leadlog.lifecycle.LeadDocReference;
import dev.leadlog.lifecycle.Outcome.Result;
import dev.leadlog.log.FormId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Source;
import dev.leadlog.log.Status;
import dev.leadlog.mapping.Fields;
import dev.leadlog.mapping.LeadValidator;
import dev.leadlog.mapping.Problem;
import dev.leadlog.page.FormConfig;
import dev.leadlog.page.NamedDestination;
import dev.leadlog.page.PageConfig;
import dev.leadlog.workbench.LeadLogBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RulesTest {

  private static final String FRAPPE = "frappe";

  private static final Instant NOW = LeadLogBuilder.RECEIVED.plusSeconds(1);

  private static final Retry NEVER = new Retry.Never();
  private static final Retry SOON = new Retry.Soon();
  private static final Retry SLOWLY = new Retry.Slowly();
  private static final Retry LATE = new Retry.Late();
  private static final Retry ONCE = new Retry.Once();
  private static final Retry AT = new Retry.At(Instant.parse("2026-02-28T09:00:00Z"));

  /** All rules in their order: a fact of a lead, and the result. */
  private static Stream<Arguments> rules() {
    return Stream.of(
        rule(
            "it is the test of Meta's dashboard",
            lead().ofTheDashboard(),
            "Loss META_DASHBOARD_TEST"),
        rule("its page is not configured", lead().noPage(), "Unconfigured PAGE_NOT_CONFIGURED"),
        rule("its form is not listed", lead().otherForm(), "Unconfigured FORM_NOT_MAPPED"),
        rule("it has no form", lead().noForm(), "Unconfigured FORM_NOT_MAPPED"),
        rule("its page is not enabled", lead().pageOff(), "Disabled PAGE_DISABLED"),
        rule("it has no destination", lead().nowhere(), "Unconfigured NO_DESTINATION"),
        rule("the token is invalid", lead().unread("META_TOKEN_INVALID", NEVER), "Error"),
        rule("there is no token", lead().unread("META_TOKEN_MISSING", NEVER), "Error"),
        rule("a permission is missing", lead().unread("META_PERMISSION_MISSING", NEVER), "Error"),
        rule("the access was revoked", lead().unread("META_ACCESS_REVOKED", NEVER), "Error"),
        rule("Meta does not show it", lead().unread("META_LEAD_NOT_VISIBLE", SLOWLY), "Pending"),
        rule("Meta has deleted it", lead().unread("META_LEAD_EXPIRED", NEVER), "Error"),
        rule("Meta throttles the page", lead().unread("META_THROTTLED", AT), "Pending"),
        rule("Meta is unavailable", lead().unread("META_UNAVAILABLE", SOON), "Pending"),
        rule("Meta has blocked the app", lead().unread("META_BLOCKED", LATE), "Pending"),
        rule("the request was wrong", lead().unread("META_BAD_REQUEST", NEVER), "Error"),
        rule(
            "the response has no lead", lead().unread("META_UNEXPECTED_RESPONSE", ONCE), "Pending"),
        rule("it is a lead of the testing tool", lead().ofTheTool(), "deliver to leads-table"),
        rule("... and it was delivered", lead().ofTheTool().delivered(), "Processed TEST_LEAD"),
        rule("a required answer is missing", lead().noName(), "Error MISSING_REQUIRED"),
        rule("a default has no value", lead().noCampaign(), "Error UNRESOLVED_DEFAULT"),
        rule("it is valid", lead(), "deliver to frappe"),
        rule("the destination rejects it", lead().rejected(), "Error DESTINATION_REJECTED"),
        rule("a value does not fit its field", lead().unfit("email_id"), "Error INVALID_FORMAT"),
        rule("... and may be omitted", lead().unfit("mobile_no"), "deliver to frappe"),
        rule(
            "the destination is unreachable",
            lead().unreachable(),
            "Pending DESTINATION_UNAVAILABLE"),
        rule("the destination throttles", lead().throttled(), "Pending DESTINATION_UNAVAILABLE"),
        rule("the destination denies access", lead().blocked(), "Pending DESTINATION_UNAVAILABLE"),
        rule("it is delivered", lead().delivered(), "Processed"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("rules")
  void each_fact_has_its_result(String fact, Lead lead, String result) {
    assertThat(lead.verdict()).isEqualTo(lead.reason(result));
  }

  @Test
  void an_omitted_invalid_answer_is_noted_on_the_processed_lead() {
    Verdict.Deliver deliver = (Verdict.Deliver) lead().judge();
    assertThat(deliver.fields()).containsKey("email_id").doesNotContainKey("mobile_no");
    Result result = ((Verdict.Ended) lead().delivered().judge()).result();
    assertThat(result.status()).isEqualTo(Status.PROCESSED);
    assertThat(result.reason()).isNull();
    assertThat(result.problems())
        .containsExactly(
            new Problem("mobile_no", "never", Reason.INVALID_PHONE, "another", "5 digits"));
  }

  /** Leads with fewer and fewer problems; each has all problems of the later rules. */
  private static Stream<Arguments> leadsWithFewerProblems() {
    Lead atTheEnd = lead().rejected();
    Lead unmappable = lead().noName().noCampaign();
    Lead tool = lead().noName().noCampaign().ofTheTool();
    Lead unread = tool.copy().unread("META_TOKEN_INVALID", NEVER);
    Lead nowhere = unread.copy().nowhere();
    Lead pageOff = nowhere.copy().pageOff();
    Lead formless = pageOff.copy().otherForm();
    Lead pageless = formless.copy().noPage();
    Lead dashboard = pageless.copy().ofTheDashboard();
    List<Lead> leads =
        List.of(
            dashboard, pageless, formless, pageOff, nowhere, unread, tool, unmappable, atTheEnd);
    List<String> results =
        List.of(
            "Loss META_DASHBOARD_TEST",
            "Unconfigured PAGE_NOT_CONFIGURED",
            "Unconfigured FORM_NOT_MAPPED",
            "Disabled PAGE_DISABLED",
            "Unconfigured NO_DESTINATION",
            "Error META_TOKEN_INVALID",
            "deliver to leads-table",
            "Error MISSING_REQUIRED",
            "Error DESTINATION_REJECTED");
    return IntStream.range(0, leads.size()).mapToObj(i -> arguments(results.get(i), leads.get(i)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("leadsWithFewerProblems")
  void an_earlier_rule_has_priority_over_every_later_one(String result, Lead lead) {
    assertThat(lead.verdict()).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("temporaryFailures")
  void a_temporary_failure_is_an_error_when_the_time_is_up(String reason, Retry retry) {
    assertThat(lead().unread(reason, retry).timeIsUp().verdict()).isEqualTo("Error " + reason);
  }

  private static Stream<Arguments> temporaryFailures() {
    return Stream.of(
        arguments("META_LEAD_NOT_VISIBLE", SLOWLY),
        arguments("META_THROTTLED", AT),
        arguments("META_UNAVAILABLE", SOON),
        arguments("META_BLOCKED", LATE),
        arguments("META_UNEXPECTED_RESPONSE", ONCE));
  }

  @Test
  void an_unreachable_destination_is_an_error_when_the_time_is_up() {
    assertThat(lead().unreachable().timeIsUp().verdict())
        .isEqualTo("Error DESTINATION_UNAVAILABLE");
    assertThat(lead().throttled().timeIsUp().verdict()).isEqualTo("Error DESTINATION_UNAVAILABLE");
    assertThat(lead().blocked().timeIsUp().verdict()).isEqualTo("Error DESTINATION_UNAVAILABLE");
  }

  @Test
  void a_destination_is_retried_as_it_says_or_soon_and_late_if_a_person_must_act() {
    assertThat(((Verdict.Ended) lead().throttled().judge()).retry()).isEqualTo(AT);
    assertThat(((Verdict.Ended) lead().unreachable().judge()).retry()).isEqualTo(SOON);
    assertThat(((Verdict.Ended) lead().blocked().judge()).retry()).isEqualTo(SLOWLY);
    assertThat(((Verdict.Ended) lead().blocked().judge()).result().message())
        .isEqualTo("renew the key");
  }

  @Test
  void a_remark_on_a_delivered_record_is_the_message() {
    Verdict.Ended end = (Verdict.Ended) lead().deliveredButNotAssigned().judge();
    assertThat(end.result().status()).isEqualTo(Status.PROCESSED);
    assertThat(end.result().message()).isEqualTo("not assigned");
  }

  @Test
  void a_lead_that_can_be_delivered_is_delivered_at_any_age() {
    assertThat(lead().timeIsUp().verdict()).isEqualTo("deliver to frappe");
  }

  @Test
  void an_unexpected_response_is_retried_only_once() {
    Lead first = lead().unread("META_UNEXPECTED_RESPONSE", ONCE);
    assertThat(first.verdict()).isEqualTo("Pending META_UNEXPECTED_RESPONSE");
    assertThat(first.copy().hadBefore(Reason.META_UNEXPECTED_RESPONSE).verdict())
        .isEqualTo("Error META_UNEXPECTED_RESPONSE");
    assertThat(first.copy().hadBefore(Reason.META_UNAVAILABLE).verdict())
        .isEqualTo("Pending META_UNEXPECTED_RESPONSE");
  }

  @Test
  void a_lead_of_the_testing_tool_is_a_test_even_if_its_mapping_fails() {
    Verdict.Deliver kept = (Verdict.Deliver) lead().ofTheTool().noName().noCampaign().judge();
    assertThat(kept.destination().setting().type()).isEqualTo("leads-table");
    assertThat(kept.test()).isTrue();
    assertThat(kept.fields()).containsEntry("email_id", new TextNode("ada@example.org"));
  }

  @Test
  void a_lead_of_the_testing_tool_is_delivered_if_the_page_delivers_tests() {
    Lead tool = lead().ofTheTool().deliverTestLeads();
    Verdict.Deliver deliver = (Verdict.Deliver) tool.judge();
    assertThat(deliver.destination().setting().type()).isEqualTo(FRAPPE);
    assertThat(deliver.test()).isTrue();
    assertThat(tool.copy().delivered().verdict()).isEqualTo("Processed");
    assertThat(tool.copy().noName().verdict()).isEqualTo("Error MISSING_REQUIRED");
  }

  @Test
  void a_test_lead_that_is_not_delivered_waits_or_is_an_error_like_others() {
    assertThat(lead().ofTheTool().unreachable().verdict())
        .isEqualTo("Pending DESTINATION_UNAVAILABLE");
    assertThat(lead().ofTheTool().rejected().verdict()).isEqualTo("Error DESTINATION_REJECTED");
  }

  @Test
  void the_first_problem_is_the_reason_and_the_message_lists_all() {
    Verdict.Ended error = (Verdict.Ended) lead().noName().noCampaign().judge();
    assertThat(error.result().problems())
        .containsExactly(
            new Problem("lead_name", "required", Reason.MISSING_REQUIRED),
            new Problem("campaign", "field:campaign_name", Reason.UNRESOLVED_DEFAULT));
    assertThat(error.result().message())
        .isEqualTo("lead_name: required; campaign: field:campaign_name");
  }

  @Test
  void a_problem_of_the_hook_is_an_error_except_for_a_test_lead() {
    LeadValidator hook =
        (fields, known) -> List.of(new Problem("lead", "phone_or_email", Reason.INVALID_FORMAT));
    assertThat(lead().heldAgainst(hook).verdict()).isEqualTo("Error INVALID_FORMAT");
    assertThat(lead().ofTheTool().heldAgainst(hook).verdict()).isEqualTo("deliver to leads-table");
  }

  @Test
  void the_destination_of_the_form_has_priority_over_that_of_the_page() {
    Verdict.Deliver deliver = (Verdict.Deliver) lead().formTo("leads-table").judge();
    assertThat(deliver.destination().setting().type()).isEqualTo("leads-table");
  }

  @Test
  void a_corrected_payload_is_delivered_in_place_of_the_fetched_one() {
    Verdict.Deliver deliver = (Verdict.Deliver) lead().noName().corrected().judge();
    assertThat(deliver.fields()).containsEntry("lead_name", new TextNode("Ada King"));
  }

  @Test
  void the_message_and_the_record_of_the_destination_are_stored() {
    assertThat(((Verdict.Ended) lead().rejected().judge()).result().message())
        .isEqualTo("no such doctype");
    assertThat(((Verdict.Ended) lead().delivered().judge()).result().reference().id())
        .isEqualTo("CRM-LEAD-1");
  }

  /** The results of three destinations for a lead; the last one is a notice. */
  private static Stream<Arguments> rulesOfSeveralDestinations() {
    return Stream.of(
        arguments("Delivered", "Delivered", "Delivered", "Processed"),
        arguments("Delivered", "Waiting", "Delivered", "Pending hook"),
        arguments("Delivered", "Failed", "Delivered", "Error hook"),
        arguments("Failed", "Failed", "Delivered", "Error crm hook"),
        arguments("Failed", "Waiting", "Delivered", "Pending hook crm"),
        arguments("Waiting", "Failed", "Failed", "Pending crm hook"),
        arguments("Delivered", "Delivered", "Waiting", "Processed"),
        arguments("Delivered", "Delivered", "Failed", "Processed"),
        arguments("Failed", "Delivered", "Waiting", "Error crm"));
  }

  @ParameterizedTest(name = "{0}, {1}, {2}: {3}")
  @MethodSource("rulesOfSeveralDestinations")
  void all_destinations_together_decide_the_status_and_a_notice_does_not(
      String crm, String hook, String sales, String expected) {
    Facts facts = lead().toSeveral();
    Result result =
        Rules.together(
            facts, List.of(entry("crm", crm), entry("hook", hook), entry("sales", sales)));

    String named =
        result.message() == null
            ? ""
            : " " + result.message().replaceAll(": [a-z]+ did not", "").replace(";", "");
    assertThat(result.status().text() + named).isEqualTo(expected);
    assertThat(result.reference() == null)
        .isEqualTo(!crm.equals("Delivered") && !hook.equals("Delivered"));
  }

  private static DeliveryEntry entry(String name, String state) {
    boolean has = state.equals("Delivered");
    return new DeliveryEntry(
        name,
        "http",
        DeliveryEntry.State.valueOf(state.toUpperCase()),
        has && !name.equals("sales") ? new LeadDocReference("http", name, null) : null,
        new Finding(
            has ? null : Reason.DESTINATION_UNAVAILABLE, has ? null : name + " did not", List.of()),
        1,
        NOW,
        null);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("leadsAndNotices")
  void a_notice_is_sent_only_for_new_leads(String lead, LeadLogBuilder log, boolean quiet) {
    List<String> served =
        lead().toSeveral(log).dueDestinations().stream().map(NamedDestination::name).toList();
    assertThat(served).contains("crm", "hook");
    assertThat(served.contains("sales")).isEqualTo(!quiet);
  }

  private static Stream<Arguments> leadsAndNotices() {
    Instant old = NOW.minus(Duration.ofDays(2));
    return Stream.of(
        arguments("a new lead", LeadLogBuilder.pending(), false),
        arguments("a test lead", LeadLogBuilder.pending().test(), true),
        arguments("an import", LeadLogBuilder.pending().source(Source.IMPORT), true),
        arguments("a new lead of a poll", polled(NOW), false),
        arguments("an old lead of a poll", polled(old), true),
        arguments(
            "an old lead of a job", LeadLogBuilder.pending().created(old).putBackBy("7"), true),
        arguments("a late webhook", LeadLogBuilder.pending().created(old), false));
  }

  private static LeadLogBuilder polled(Instant created) {
    return LeadLogBuilder.pending().source(Source.POLLING).created(created);
  }

  @Test
  void a_lead_is_delivered_only_to_the_named_destinations_and_never_twice() {
    LeadLogBuilder named = LeadLogBuilder.pending().onlyTo(List.of("hook", "sales"));
    assertThat(lead().toSeveral(named).dueDestinations())
        .extracting(NamedDestination::name)
        .containsExactly("hook", "sales");
    LeadLogBuilder partly =
        LeadLogBuilder.pending().deliveries(List.of(entry("hook", "Delivered")));
    assertThat(lead().toSeveral(partly).dueDestinations())
        .extracting(NamedDestination::name)
        .containsExactly("crm", "sales");
  }

  private static Arguments rule(String fact, Lead lead, String result) {
    return arguments(fact, lead, result);
  }

  /** A lead without any problem. */
  private static Lead lead() {
    return new Lead();
  }

  /** A lead with the facts that a test sets. */
  private static final class Lead {

    private boolean dashboard;
    private boolean page = true;
    private FormId form = LeadLogBuilder.FORM;
    private boolean enabled = true;
    private String destination = FRAPPE;
    private String formDestination;
    private boolean deliverTestLeads;
    private GraphFailure graphFailure;
    private boolean tool;
    private boolean name = true;
    private boolean campaign = true;
    private boolean corrected;
    private DeliveryResult delivery;
    private boolean timeIsUp;
    private List<NamedDestination> several = List.of();
    private Reason before;
    private List<LeadValidator> validators = List.of();

    Lead copy() {
      Lead copy = new Lead();
      copy.dashboard = dashboard;
      copy.page = page;
      copy.form = form;
      copy.enabled = enabled;
      copy.destination = destination;
      copy.formDestination = formDestination;
      copy.deliverTestLeads = deliverTestLeads;
      copy.graphFailure = graphFailure;
      copy.tool = tool;
      copy.name = name;
      copy.campaign = campaign;
      copy.delivery = delivery;
      copy.timeIsUp = timeIsUp;
      return copy;
    }

    Lead ofTheDashboard() {
      dashboard = true;
      return this;
    }

    Lead noPage() {
      page = false;
      return this;
    }

    Lead otherForm() {
      form = new FormId("999");
      return this;
    }

    Lead noForm() {
      form = null;
      return this;
    }

    Lead pageOff() {
      enabled = false;
      return this;
    }

    Lead nowhere() {
      destination = null;
      return this;
    }

    Lead formTo(String type) {
      formDestination = type;
      return this;
    }

    Lead unread(String reason, Retry retry) {
      graphFailure = new GraphFailure(Reason.valueOf(reason), retry, "Meta: …", null);
      return this;
    }

    Lead ofTheTool() {
      tool = true;
      return this;
    }

    Lead deliverTestLeads() {
      deliverTestLeads = true;
      return this;
    }

    Lead noName() {
      name = false;
      return this;
    }

    Lead noCampaign() {
      campaign = false;
      return this;
    }

    Lead corrected() {
      corrected = true;
      return this;
    }

    Lead delivered() {
      delivery = new DeliveryResult.Delivered(new LeadDocReference("Lead", "CRM-LEAD-1", null));
      return this;
    }

    Lead rejected() {
      delivery = new DeliveryResult.Rejected("no such doctype");
      return this;
    }

    Lead unfit(String field) {
      delivery =
          new DeliveryResult.InvalidValues(
              List.of(new Problem(field, "Date", Reason.INVALID_FORMAT)));
      return this;
    }

    Lead unreachable() {
      delivery = new DeliveryResult.Unreachable("it did not answer");
      return this;
    }

    Lead throttled() {
      delivery =
          new DeliveryResult.Unreachable("asked too often", Instant.parse("2026-02-28T09:00:00Z"));
      return this;
    }

    Lead blocked() {
      delivery = new DeliveryResult.Blocked("renew the key");
      return this;
    }

    Lead deliveredButNotAssigned() {
      delivery =
          new DeliveryResult.Delivered(
              new LeadDocReference("Lead", "CRM-LEAD-1", null), "not assigned");
      return this;
    }

    /** Two destinations and a notice. */
    Facts toSeveral() {
      return toSeveral(LeadLogBuilder.pending());
    }

    Facts toSeveral(LeadLogBuilder log) {
      several = List.of(named("crm", false), named("hook", false), named("sales", true));
      deliverTestLeads = true;
      return new Facts(log.log(), config(), null, false, List.of(), NOW);
    }

    private static NamedDestination named(String name, boolean notice) {
      return new NamedDestination(
          name, new DestinationSetting("http"), null, notice, "destinations[0]");
    }

    Lead timeIsUp() {
      timeIsUp = true;
      return this;
    }

    Lead hadBefore(Reason reason) {
      before = reason;
      return this;
    }

    Lead heldAgainst(LeadValidator validator) {
      validators = List.of(validator);
      return this;
    }

    Verdict judge() {
      LeadLogBuilder log =
          LeadLogBuilder.of(dashboard ? "444444444444" : "100200300400500600").form(form);
      log.reason(before);
      if (tool) {
        log.test();
      }
      if (graphFailure == null) {
        log.payload(payload());
      }
      if (corrected) {
        log.corrected(payload().replace("[]", "[\"Ada King\"]"));
      }
      return judge(
          new Facts(log.log(), page ? config() : null, graphFailure, timeIsUp, validators, NOW));
    }

    private Verdict judge(Facts facts) {
      Optional<Verdict.Ended> before = Rules.beforeDelivery(facts);
      if (before.isPresent()) {
        return before.get();
      }
      Verdict mapped = Rules.mapped(facts, facts.destinations().get(0));
      Verdict after =
          mapped instanceof Verdict.Deliver deliver && delivery != null
              ? Rules.afterDelivery(facts, deliver, delivery)
              : mapped;
      return after instanceof Verdict.Ended end ? together(facts, end) : after;
    }

    /** A single destination gives the same result with the rules for several destinations. */
    private static Verdict together(Facts facts, Verdict.Ended end) {
      Result result = end.result();
      DeliveryEntry entry =
          new DeliveryEntry(
              facts.destinations().get(0).name(),
              facts.destinations().get(0).setting().type(),
              Deliveries.state(result.status()),
              result.reference(),
              new Finding(result.reason(), result.message(), result.problems()),
              1,
              NOW,
              null);
      return new Verdict.Ended(Rules.together(facts, List.of(entry)), end.retry());
    }

    String verdict() {
      Verdict verdict = judge();
      if (verdict instanceof Verdict.Deliver deliver) {
        return "deliver to " + deliver.destination().setting().type();
      }
      Result end = ((Verdict.Ended) verdict).result();
      return end.reason() == null ? end.status().text() : end.status().text() + " " + end.reason();
    }

    /** The table names the reason of an unread lead only once. */
    String reason(String result) {
      return graphFailure != null && !result.contains(" ")
          ? result + " " + graphFailure.reason()
          : result;
    }

    private PageConfig config() {
      FormConfig form =
          new FormConfig(
              LeadLogBuilder.FORM,
              "Spring offer",
              several.isEmpty() ? destinations(formDestination) : several,
              List.of(
                  Fields.of("full_name", "lead_name", true, null),
                  Fields.of("email", "email_id", false, null),
                  Fields.omitted("phone_number", "mobile_no"),
                  Fields.of(null, "source", false, "Meta"),
                  Fields.of(null, "campaign", false, "field:campaign_name")));
      return new PageConfig(
          LeadLogBuilder.PAGE,
          "Acme",
          new PageConfig.Options(enabled, true, null, deliverTestLeads),
          null,
          destinations(destination),
          List.of(form),
          3,
          List.of());
    }

    private static List<NamedDestination> destinations(String type) {
      return type == null
          ? List.of()
          : List.of(NamedDestination.only(new DestinationSetting(type), false));
    }

    private String payload() {
      return """
      {"id":"100200300400500600",%s"field_data":[{"name":"full_name","values":[%s]},{"name":"email","values":["ada@example.org"]},{"name":"phone_number","values":["12345"]}]}\
      """
          .formatted(
              campaign ? "\"campaign_name\":\"Spring\"," : "", name ? "\"Ada Lovelace\"" : "");
    }
  }
}
