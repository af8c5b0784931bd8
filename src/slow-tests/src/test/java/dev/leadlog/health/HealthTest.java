package dev.leadlog.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.graph.PageAccess;
import dev.leadlog.health.Health.CheckSummary;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.operations.Operations;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.AwsCalls;
import dev.leadlog.testing.FaultyProxy.Fault;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.testing.Published;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Pages;
import dev.leadlog.workbench.Parameters;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class HealthTest {

  @Inject Health health;
  @Inject LastWebhooks webhooks;
  @Inject PageAccess access;
  @Inject Operations operations;
  @Inject Leads leads;
  @Inject Pages pages;
  @Inject Parameters parameters;
  @Inject MovableClock clock;

  private PageId page;
  private int toldBefore;

  @BeforeEach
  void reset() {
    leads.reset();
    pages.forgetAll();
    page = pages.configured();
    Meta.page(page, Json.object());
    for (String what : List.of("issue", "waiting")) {
      Aws.direct()
          .deleteItem(
              r ->
                  r.tableName("Bookkeeping")
                      .key(
                          Map.of(
                              "pk", AttributeValue.fromS("health"),
                              "sk", AttributeValue.fromS("notified#" + what))));
    }
    toldBefore = Aws.published(Aws.topicArn("AlarmTopic")).size();
  }

  @AfterEach
  void open() {
    Aws.sns().clearFault();
  }

  @Nested
  class PageChecks {

    @Test
    void a_healthy_page_is_shown_with_all_facts_of_Meta_and_no_health_issue() {
      String expires = inDays(60);
      Meta.page(page, Json.object().put("tokenExpiresAt", expires));
      leads.announced(page);
      leads.work();

      assertThat(check()).isEqualTo(new CheckSummary(1, 0, 0));

      JsonNode found = found();
      assertThat(found.path("pageName").asText()).isEqualTo("Acme");
      assertThat(found.at("/token/valid").asBoolean()).isTrue();
      assertThat(found.at("/token/of").asText()).isEqualTo("page");
      assertThat(found.at("/token/expiresAt").asText()).startsWith(expires.substring(0, 16));
      assertThat(found.at("/token/dataAccessExpiresAt").isNull()).isTrue();
      assertThat(found.at("/token/scopes").toString()).contains("leads_retrieval");
      assertThat(found.at("/leadAccess/granted").asBoolean()).isTrue();
      assertThat(found.at("/subscription/leadgen").asBoolean()).isTrue();
      assertThat(found.path("lastWebhook").asText()).isNotEmpty();
      assertThat(found.path("lastPoll").isNull()).isTrue();
      assertThat(found.path("issues")).isEmpty();
      assertThat(told("issue")).isEmpty();
    }

    @Test
    void the_last_webhook_is_the_current_one_and_not_that_of_the_check() {
      check();
      assertThat(found().path("lastWebhook").isNull()).isTrue();
      leads.announced(page);
      leads.work();

      assertThat(found().path("lastWebhook").asText()).isNotEmpty();
      assertThat(health.last().at("/pages/0/lastWebhook").asText()).isNotEmpty();
    }

    @Test
    void a_page_without_its_own_token_is_checked_with_the_system_user_token() {
      ObjectNode document = Pages.document(page);
      document.remove("accessToken");
      pages.save(page, document);

      check();

      assertThat(found().at("/token/of").asText()).isEqualTo("system user");
      assertThat(found().path("issues")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
      "'{\"tokenDead\":true}',                      TOKEN_INVALID,       invalidated",
      "'{\"scopes\":[\"pages_show_list\"]}',        PERMISSION_MISSING,  leads_retrieval",
      "'{\"leadAccess\":false}',                    LEAD_ACCESS_REFUSED, Leads Access",
      "'{\"subscribedFields\":[\"feed\"]}',         NOT_SUBSCRIBED,      not subscribed",
      "'{\"fault\":\"access-revoked\"}',            LEAD_ACCESS_REFUSED, revoked",
      "'{\"fault\":\"blocked\"}',                   BLOCKED,             abusive",
      "'{\"fault\":\"unknown-id\"}',                PAGE_NOT_VISIBLE,    does not exist",
    })
    void a_health_issue_has_its_name_and_a_remedy(String atMeta, String healthIssue, String words) {
      Meta.page(page, (ObjectNode) Json.read(atMeta).orElseThrow());
      Meta.refuse(Meta.SYSTEM_USER);

      health.refresh(page);

      JsonNode first = found().path("issues").path(0);
      assertThat(found().path("issues")).hasSize(1);
      assertThat(first.path("issue").asText()).isEqualTo(healthIssue);
      assertThat(first.path("message").asText()).contains(words);
      assertThat(first.path("remedy").asText()).isNotEmpty();
    }

    @Test
    void an_invalid_stored_configuration_is_a_health_issue() {
      ObjectNode wrong = Pages.document(page);
      wrong.putObject("destination").put("type", "gone");
      pages.saveElsewhere(page, wrong);

      health.refresh(page);

      JsonNode healthIssue = found().at("/issues/0");
      assertThat(healthIssue.path("issue").asText()).isEqualTo("CONFIGURATION_WRONG");
      assertThat(healthIssue.path("message").asText()).startsWith("destination.type");
      assertThat(healthIssue.path("remedy").asText())
          .contains("mistakes in the page's configuration");
    }

    @Test
    void a_page_whose_parameter_does_not_exist_has_no_token() {
      pages.save(page, Pages.document(page).put("accessToken", "ssm:/leadlog/page/nowhere"));

      health.refresh(page);

      assertThat(found().at("/issues/0/issue").asText()).isEqualTo("TOKEN_MISSING");
    }

    @ParameterizedTest
    @CsvSource({
      "tokenExpiresAt, 13, true",
      "tokenExpiresAt, 15, false",
      "dataAccessExpiresAt, 13, true",
      "dataAccessExpiresAt, 15, false"
    })
    void a_token_that_expires_within_14_days_is_a_health_issue(
        String what, int days, boolean healthIssue) {
      Meta.page(page, Json.object().put(what, inDays(days)));

      health.refresh(page);

      assertThat(found().at("/issues/0/issue").asText(""))
          .isEqualTo(healthIssue ? "TOKEN_EXPIRES" : "");
    }

    @Test
    void a_fact_that_Meta_does_not_return_now_is_unknown_and_no_health_issue() {
      Meta.page(page, Json.object().put("fault", "throttled").put("times", 1));

      health.refresh(page);

      assertThat(found().path("issues")).isEmpty();
      assertThat(found().at("/leadAccess/notChecked").asText()).isEqualTo("META_THROTTLED");
    }
  }

  @Nested
  class WhenAnErrorWaitsForThePage {

    @Test
    void an_error_is_reprocessed_when_its_invalid_token_works_again() {
      LeadgenId lead = failedByADeadToken();
      assertThat(check().jobs()).isZero();
      assertThat(found().at("/issues/0/issue").asText()).isEqualTo("TOKEN_INVALID");
      Meta.accept(Pages.token(page));
      Meta.accept(Meta.SYSTEM_USER);

      assertThat(check().jobs()).isEqualTo(1);
      workAll();

      assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
      assertThat(leads.log(lead).history()).anyMatch(entry -> entry.by().equals("health"));
    }

    @Test
    void the_check_of_a_page_makes_fewer_than_100_calls_to_aws_for_any_number_of_errors() {
      failedByADeadToken();
      check();
      Instant now = clock.instant();
      Leads.errors(150, page, Reason.META_TOKEN_INVALID, now);
      Leads.errors(400, page, Reason.INVALID_PHONE, now);
      Leads.errors(400, Pages.unknown(), Reason.META_TOKEN_INVALID, now);
      Leads.unread(300, now);
      Meta.accept(Pages.token(page));
      Meta.accept(Meta.SYSTEM_USER);
      AwsCalls.forget();

      health.refresh(page);

      assertThat(AwsCalls.count()).isLessThan(100);
      assertThat(found().path("reprocessing").has("META_TOKEN_INVALID")).isTrue();
    }

    @Test
    void an_error_is_reprocessed_by_one_job_for_repeated_checks() {
      LeadgenId lead = failedByADeadToken();
      Meta.accept(Pages.token(page));

      check();
      String job = found().path("reprocessing").path("META_TOKEN_INVALID").asText();
      check();

      assertThat(found().path("reprocessing").path("META_TOKEN_INVALID").asText()).isEqualTo(job);
      workAll();
      assertThat(check().jobs()).isZero();
      assertThat(leads.log(lead).history())
          .filteredOn(entry -> entry.by().equals("health"))
          .hasSize(1);
    }

    @Test
    void an_error_is_not_reprocessed_while_its_lead_cannot_be_read() {
      LeadgenId lead = leads.announced(page, "permission-missing", 99);
      leads.work();
      assertThat(leads.log(lead).reason()).isEqualTo(Reason.META_PERMISSION_MISSING);

      assertThat(check().jobs()).isZero();

      Meta.clearFault(lead);
      assertThat(check().jobs()).isEqualTo(1);
      workAll();
      assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
    }

    @Test
    void an_error_is_reprocessed_although_meta_has_deleted_newer_leads() {
      LeadgenId lead = failedByADeadToken();
      for (int i = 0; i < 4; i++) {
        clock.move(Duration.ofSeconds(1));
        failedByADeadToken(leads.announced(page, "unknown-id", 99));
      }
      Meta.accept(Pages.token(page));
      Meta.accept(Meta.SYSTEM_USER);

      assertThat(check().jobs()).isEqualTo(1);
      workAll();

      assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
    }

    @Test
    void a_check_of_one_page_reprocesses_its_errors() {
      LeadgenId lead = failedByADeadToken();
      Meta.accept(Pages.token(page));
      PageId another = pages.configured();
      int asked = Meta.calls().size();

      assertThat(health.refresh(page)).isTrue();

      assertThat(Meta.calls().subList(asked, Meta.calls().size()))
          .isNotEmpty()
          .noneMatch(call -> call.path().contains(another.text()));
      workAll();
      assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
    }

    @Test
    void a_token_that_works_again_is_used_for_later_leads() {
      failedByADeadToken();
      Meta.accept(Pages.token(page));
      check();

      LeadgenId next = leads.announced(page);
      leads.work();

      assertThat(leads.log(next).status()).isEqualTo(Status.PROCESSED);
    }
  }

  @Nested
  class LastChecks {

    @Test
    void the_last_check_is_returned_with_its_time_and_without_a_call_to_Meta() {
      check();
      int asked = Meta.calls().size();

      ObjectNode last = health.last();

      assertThat(Meta.calls()).hasSize(asked);
      assertThat(last.path("checkedAt").asText()).isNotEmpty();
      assertThat(last.at("/queues/leads/messages").isNumber()).isTrue();
      assertThat(last.at("/queues/deadLetters/messages").asInt()).isZero();
      assertThat(last.at("/pages/0/pageId").asText()).isEqualTo(page.text());
    }

    @Test
    void the_last_check_has_the_oldest_due_lead_and_the_oldest_unread_payload() {
      LeadgenId due = Meta.lead(page);
      leads.log(due, page, clock.instant().minus(Duration.ofMinutes(20)));
      PageId stranger = Pages.unknown();
      Meta.refuse(Meta.SYSTEM_USER);
      LeadgenId unread = leads.announced(stranger);
      leads.work();
      leads.sweep();

      check();

      ObjectNode last = health.last();
      assertThat(last.at("/oldestDuePending/leadgenId").asText()).isEqualTo(due.text());
      assertThat(last.at("/oldestDuePending/seconds").asInt()).isBetween(1190, 1300);
      assertThat(leads.log(unread).status()).isEqualTo(Status.UNCONFIGURED);
      assertThat(last.at("/oldestUnreadPayload/leadgenId").asText()).isEqualTo(unread.text());
    }

    @Test
    void a_page_that_was_never_checked_has_no_time() {
      assertThat(health.last(page).orElseThrow().path("checkedAt").isNull()).isTrue();
      assertThat(health.last(Pages.unknown())).isEmpty();
      assertThat(health.refresh(Pages.unknown())).isFalse();
    }
  }

  @Nested
  class Notices {

    @Test
    void a_notice_names_page_health_issue_and_remedy_once_a_day() {
      Meta.page(page, (ObjectNode) Json.read("{\"subscribedFields\":[]}").orElseThrow());

      check();
      check();

      assertThat(told("issue")).hasSize(1);
      assertThat(told("issue").get(0).message())
          .contains("Acme (" + page + ")", "NOT_SUBSCRIBED", "Subscribe the page to the app");
      clock.move(Duration.ofDays(1));
      check();
      assertThat(told("issue")).hasSize(2);
    }

    @Test
    void a_notice_is_sent_again_on_the_same_day_when_the_health_issue_has_changed() {
      Meta.page(page, (ObjectNode) Json.read("{\"subscribedFields\":[]}").orElseThrow());
      check();
      Meta.page(page, Json.object().put("leadAccess", false));

      check();

      assertThat(told("issue")).hasSize(2);
    }

    @Test
    void a_notice_is_sent_once_if_a_response_of_the_store_is_lost() {
      Meta.page(page, Json.object().put("leadAccess", false));
      AtomicInteger takes =
          Aws.dynamodb()
              .loseTheFirstAnswer(
                  (operation, body) ->
                      operation.equals("UpdateItem") && body.contains("notified#issue"));

      check();

      Aws.dynamodb().chooseFaults((operation, body) -> null);
      assertThat(takes).hasValue(2);
      assertThat(told("issue")).hasSize(1);
    }

    @Test
    void a_notice_that_the_topic_refused_is_sent_by_the_next_check() {
      Meta.page(page, Json.object().put("leadAccess", false));
      Aws.sns().setFault(Fault.REFUSES);
      assertThatThrownBy(HealthTest.this::check).isInstanceOf(SdkException.class);
      Aws.sns().clearFault();

      check();

      assertThat(told("issue")).hasSize(1);
    }
  }

  @Nested
  class DailyMails {

    private static final Pattern COMMAND =
        Pattern.compile(
            "aws lambda invoke --region eu-central-1 --function-name leadlog-Operations"
                + " --cli-binary-format raw-in-base64-out --payload '([^']+)' /dev/stdout");

    @Test
    void the_daily_mail_lists_waiting_leads_with_the_command_that_fixes_them() {
      leads.announced(page, "no-answers", 0);
      leads.announced(page, "no-answers", 0);
      leads.work();

      check();

      String mail = mail();
      assertThat(mail)
          .contains("Page Acme (" + page + ")", "Error MISSING_REQUIRED: 2, the oldest");
      assertThat(mail).contains(Reason.MISSING_REQUIRED.remedy());
      assertThat(answered(mail).path("job").asText()).isNotEmpty();
    }

    @Test
    void the_daily_mail_contains_no_answer_of_a_person() {
      Meta.lead(page, Map.of());
      LeadgenId lead = Meta.lead(page, Map.of("email", "ada@example.org", "full_name", ""));
      leads.announce(lead, page);
      leads.work();
      assertThat(leads.log(lead).status()).isEqualTo(Status.ERROR);

      check();

      assertThat(mail())
          .contains(page.text())
          .doesNotContain("ada@example.org", "Ada", lead.text());
    }

    @Test
    void the_daily_mail_is_sent_once_a_day() {
      leads.announced(page, "no-answers", 0);
      leads.work();

      check();
      check();
      assertThat(told("waiting")).hasSize(1);

      clock.move(Duration.ofDays(1));
      check();
      assertThat(told("waiting")).hasSize(2);
    }

    @Test
    void the_daily_mail_does_not_count_tests_erased_leads_and_leads_that_need_no_action() {
      leads.announced(page);
      leads.announced(page, "testing-tool", 0);
      LeadgenId failed = leads.announced(page, "no-answers", 0);
      LeadgenId pending = leads.announced(page, "unavailable", 1_000);
      leads.work();
      clock.move(Duration.ofMinutes(5));
      erase(failed);
      erase(pending);
      clock.move(Duration.ofDays(2));

      check();

      assertThat(told("waiting")).noneMatch(mail -> mail.message().contains(page.text()));
    }

    private void erase(LeadgenId lead) {
      operations.answer(
          Json.object().put("action", "erase").put("leadgenId", lead.text()),
          "marie",
          clock.instant());
      assertThat(leads.log(lead).isErased()).isTrue();
    }

    private String mail() {
      return told("waiting").stream()
          .map(Published::message)
          .filter(message -> message.contains(page.text()))
          .findFirst()
          .orElseThrow();
    }

    /** The response of the operations function to the command for this page. */
    private JsonNode answered(String mail) {
      Matcher command = COMMAND.matcher(mail);
      while (command.find()) {
        if (command.group(1).contains(page.text())) {
          JsonNode request = Json.read(command.group(1)).orElseThrow();
          return operations.answer(request, "marie", clock.instant());
        }
      }
      throw new AssertionError("no command for page " + page + " in " + mail);
    }
  }

  @Nested
  class WebhookTimes {

    @Test
    void the_last_webhook_is_stored_once_a_minute_and_never_gets_older() {
      webhooks.seen(page, clock.instant());
      String first = Times.text(webhooks.last(page));
      webhooks.seen(page, clock.instant().plusSeconds(5));
      assertThat(Times.text(webhooks.last(page))).isEqualTo(first);

      clock.move(Duration.ofMinutes(1));
      webhooks.seen(page, clock.instant().minus(Duration.ofHours(1)));
      assertThat(Times.text(webhooks.last(page))).isEqualTo(first);

      clock.move(Duration.ofMinutes(1));
      webhooks.seen(page, clock.instant());
      assertThat(Times.text(webhooks.last(page))).isGreaterThan(first);
    }

    @Test
    void a_lead_is_processed_although_the_last_webhook_cannot_be_stored() {
      LeadgenId lead = leads.announced(page);

      webhooks.seen(page, clock.instant());
      clock.move(Duration.ofMinutes(1));
      Aws.dynamodb().setFault(Fault.REFUSES);

      webhooks.seen(page, clock.instant());

      Aws.dynamodb().clearFault();
      leads.work();
      assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
    }
  }

  private LeadgenId failedByADeadToken() {
    Meta.refuse(Pages.token(page));
    Meta.refuse(Meta.SYSTEM_USER);
    return failedByADeadToken(leads.announced(page));
  }

  private LeadgenId failedByADeadToken(LeadgenId lead) {
    leads.work();
    assertThat(leads.log(lead).reason()).isEqualTo(Reason.META_TOKEN_INVALID);
    return lead;
  }

  private void workAll() {
    while (leads.workBacklog()) {
      // Repeats until no message is left.
    }
  }

  private CheckSummary check() {
    return health.run(clock.instant().plus(Duration.ofSeconds(120)));
  }

  private JsonNode found() {
    return health.last(page).orElseThrow();
  }

  private String inDays(int days) {
    return Times.text(clock.instant().plus(Duration.ofDays(days)));
  }

  private List<Published> told(String what) {
    List<Published> all = Aws.published(Aws.topicArn("AlarmTopic"));
    return all.subList(toldBefore, all.size()).stream()
        .filter(sent -> sent.subject().contains(what.equals("waiting") ? "wait" : "problems"))
        .toList();
  }
}
