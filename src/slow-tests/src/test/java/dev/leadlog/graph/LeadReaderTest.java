package dev.leadlog.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.dynamodb.ConditionalWrites;
import dev.leadlog.graph.GraphFailure.Retry;
import dev.leadlog.log.FetchedLead;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.settings.Metrics;
import dev.leadlog.settings.Secrets;
import dev.leadlog.settings.SecretsFixture;
import dev.leadlog.simulatedmeta.MetaResponse;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.text.Json;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Meta.Read;
import dev.leadlog.workbench.Pages;
import dev.leadlog.workbench.Parameters;
import dev.leadlog.workbench.Settings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.ssm.SsmClient;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class LeadReaderTest {

  private static final int ALWAYS = 1_000;

  @Inject LeadReader reader;
  @Inject FormNames names;
  @Inject Leads leads;
  @Inject Parameters parameters;
  @Inject MovableClock clock;
  @Inject DynamoDbClient dynamodb;
  @Inject ConditionalWrites writes;
  @Inject Secrets secrets;
  @Inject Instance<SsmClient> ssm;
  @Inject LeadlogSettings settings;
  @Inject Metrics metrics;

  private PageId page;

  @BeforeEach
  void reset() {
    leads.reset();
    page = pageWithToken();
  }

  @Nested
  class Tokens {

    @Test
    void only_the_page_token_is_used_if_it_works() {
      LeadgenId lead = lead(page);

      assertThat(read(lead)).matches(GraphResult::isFound);

      assertThat(Meta.reads()).extracting(Read::token).containsExactly(Pages.token(page));
    }

    @Test
    void the_system_user_token_is_used_if_the_page_token_is_invalid() {
      LeadgenId lead = lead(page);
      Meta.refuse(Pages.token(page));

      assertThat(read(lead)).matches(GraphResult::isFound);

      assertThat(Meta.reads())
          .extracting(Read::token)
          .containsExactly(Pages.token(page), Meta.SYSTEM_USER);
    }

    @Test
    void the_system_user_token_is_used_if_the_page_token_belongs_to_another_page() {
      LeadgenId lead = lead(page);
      parameters.put(page, Pages.token(Pages.unknown()));

      assertThat(read(lead)).matches(GraphResult::isFound);
    }

    @Test
    void the_system_user_token_is_not_used_if_Meta_is_unavailable() {
      LeadgenId lead = lead(page, "unavailable", ALWAYS);

      assertThat(reason(read(lead))).isEqualTo(Reason.META_UNAVAILABLE);

      assertThat(Meta.reads()).hasSize(1);
    }

    @Test
    void an_invalid_token_is_not_used_again() {
      LeadgenId first = lead(page);
      LeadgenId second = lead(page);
      bothTokensDie();

      assertThat(reason(read(first))).isEqualTo(Reason.META_TOKEN_INVALID);
      assertThat(Meta.reads()).hasSize(2);
      clock.move(Duration.ofDays(1));
      GraphFailure refused = read(second).failure();

      assertThat(refused.reason()).isEqualTo(Reason.META_TOKEN_INVALID);
      assertThat(refused.retry()).isEqualTo(new Retry.Never());
      assertThat(Meta.reads(second)).isEmpty();
    }

    @Test
    void a_token_that_is_invalid_for_one_page_is_used_for_another() {
      read(leadWithDeadTokens());
      Meta.accept(Meta.SYSTEM_USER);
      PageId other = pageWithToken();
      LeadgenId lead = lead(other);

      assertThat(reader.read(leads.log(lead), null)).matches(GraphResult::isFound);
    }

    @Test
    void an_invalid_token_is_marked_for_every_instance() {
      LeadReader another = anotherInstance();
      LeadgenId known = lead(page);
      assertThat(another.read(leads.log(known), Parameters.reference(page)))
          .matches(GraphResult::isFound);
      read(leadWithDeadTokens());
      clock.move(Duration.ofSeconds(6));
      LeadgenId next = lead(page);

      assertThat(reason(another.read(leads.log(next), Parameters.reference(page))))
          .isEqualTo(Reason.META_TOKEN_INVALID);

      assertThat(Meta.reads(next)).isEmpty();
    }

    @Test
    void a_token_that_works_again_in_a_manual_retry_is_used_by_every_instance() {
      read(leadWithDeadTokens());
      Meta.accept(Pages.token(page));
      LeadgenId asked = lead(page);
      Leads.set(asked, "manual", AttributeValue.fromBool(true));
      LeadgenId next = lead(page);

      assertThat(read(asked)).matches(GraphResult::isFound);

      assertThat(anotherInstance().read(leads.log(next), Parameters.reference(page)))
          .matches(GraphResult::isFound);
    }

    @Test
    void an_invalid_token_is_stored_only_as_a_fingerprint() {
      read(leadWithDeadTokens());

      String kept = bookkeeping("token").toString();

      assertThat(kept)
          .contains(new AccessToken(Pages.token(page), "").fingerprint())
          .doesNotContain(Pages.token(page))
          .doesNotContain(Meta.SYSTEM_USER);
    }

    @Test
    void a_replaced_token_is_used_without_a_call_with_the_invalid_one() {
      read(leadWithDeadTokens());
      clock.move(Duration.ofMinutes(2));
      parameters.put(page, "local-page-token-replaced");
      LeadgenId lead = lead(page);

      read(lead);

      assertThat(Meta.reads(lead))
          .extracting(Read::token)
          .containsExactly("local-page-token-replaced");
    }

    @Test
    void a_token_that_was_just_replaced_is_used_in_the_same_attempt() {
      LeadgenId before = lead(page);
      parameters.put(page, "local-page-token-of-before");
      Meta.refuse("local-page-token-of-before");
      Meta.refuse(Meta.SYSTEM_USER);
      secrets.resolve(Parameters.reference(page));
      parameters.put(page, Pages.token(page));

      assertThat(read(before)).matches(GraphResult::isFound);

      assertThat(Meta.reads(before))
          .extracting(Read::token)
          .containsExactly("local-page-token-of-before", Pages.token(page));
    }

    @Test
    void Meta_is_not_called_if_no_token_can_be_read() {
      LeadgenId lead = lead(page);
      LeadReader withoutSystemUser = instance(Settings.defaults());

      GraphFailure unnamed = withoutSystemUser.read(leads.log(lead), null).failure();
      GraphFailure unreadable =
          withoutSystemUser.read(leads.log(lead), Parameters.reference(Pages.unknown())).failure();

      assertThat(unnamed.reason()).isEqualTo(Reason.META_TOKEN_MISSING);
      assertThat(unnamed.message()).contains("no access token is configured");
      assertThat(unreadable.reason()).isEqualTo(Reason.META_TOKEN_MISSING);
      assertThat(unreadable.message()).contains("cannot be read");
      assertThat(Meta.reads()).isEmpty();
    }

    @Test
    void a_token_that_cannot_see_the_lead_is_read_again_once() {
      LeadgenId lead = lead(page);
      Meta.refuse(Meta.SYSTEM_USER);
      String ofAnotherPage = Pages.token(Pages.unknown());
      parameters.put(page, ofAnotherPage);
      secrets.resolve(Parameters.reference(page));
      parameters.put(page, Pages.token(page));

      assertThat(read(lead)).matches(GraphResult::isFound);

      assertThat(Meta.reads(lead))
          .extracting(Read::token)
          .containsExactly(ofAnotherPage, Pages.token(page));
    }

    @Test
    void a_manual_retry_uses_a_token_that_was_replaced_within_the_last_minute() {
      LeadgenId first = leadWithDeadTokens();
      read(first);
      clock.move(Duration.ofSeconds(10));
      parameters.put(page, "local-page-token-replaced");
      LeadgenId asked = lead(page);
      Leads.set(asked, "manual", AttributeValue.fromBool(true));

      read(asked);

      assertThat(Meta.reads(asked)).extracting(Read::token).contains("local-page-token-replaced");
    }

    @Test
    void a_token_that_SSM_could_not_return_is_retried_and_then_used() {
      LeadgenId lead = lead(page);
      LeadReader withoutSystemUser = instance(Settings.defaults());
      parameters.fail("ThrottlingException");

      GraphFailure waits =
          withoutSystemUser.read(leads.log(lead), Parameters.reference(page)).failure();
      parameters.work();

      assertThat(waits.reason()).isEqualTo(Reason.META_TOKEN_MISSING);
      assertThat(waits.retry()).isEqualTo(new Retry.Soon());
      assertThat(reason(withoutSystemUser.read(leads.log(lead), Parameters.reference(page))))
          .as("these settings have no Meta, so a call fails")
          .isEqualTo(Reason.META_UNAVAILABLE);
    }

    @Test
    void a_token_that_SSM_could_not_return_is_retried_although_the_system_user_token_is_invalid() {
      LeadgenId lead = lead(page);
      Meta.refuse(Meta.SYSTEM_USER);
      parameters.fail("InternalServerError");

      GraphFailure waits = read(lead).failure();
      parameters.work();

      assertThat(waits.retry()).isEqualTo(new Retry.Soon());
    }

    @Test
    void a_token_that_SSM_denies_access_to_is_missing() {
      LeadgenId lead = lead(page);
      LeadReader withoutSystemUser = instance(Settings.defaults());
      parameters.fail("AccessDeniedException");

      GraphFailure forbidden =
          withoutSystemUser.read(leads.log(lead), Parameters.reference(page)).failure();
      parameters.work();

      assertThat(forbidden.reason()).isEqualTo(Reason.META_TOKEN_MISSING);
      assertThat(forbidden.retry()).isEqualTo(new Retry.Never());
    }

    private LeadgenId leadWithDeadTokens() {
      LeadgenId lead = lead(page);
      bothTokensDie();
      return lead;
    }

    private void bothTokensDie() {
      Meta.refuse(Pages.token(page));
      Meta.refuse(Meta.SYSTEM_USER);
    }
  }

  @Nested
  class ThrottledPages {

    @Test
    void a_throttled_page_is_called_again_only_at_the_time_that_Meta_named() {
      Meta.setThrottleMinutes(7);
      GraphFailure throttled = read(lead(page, "throttled", 1)).failure();
      assertThat(throttled.reason()).isEqualTo(Reason.META_THROTTLED);
      Instant until = ((Retry.At) throttled.retry()).time();
      assertThat(until).isCloseTo(clock.instant().plusSeconds(420), within(5, ChronoUnit.SECONDS));
      LeadgenId next = lead(page);

      clock.move(Duration.ofMinutes(6));
      assertThat(read(next).failure())
          .satisfies(
              waits -> {
                assertThat(waits.reason()).isEqualTo(Reason.META_THROTTLED);
                assertThat(((Retry.At) waits.retry()).time())
                    .isCloseTo(until, within(1, ChronoUnit.MILLIS));
              });
      assertThat(Meta.reads(next)).isEmpty();

      clock.move(Duration.ofMinutes(2));
      assertThat(read(next)).matches(GraphResult::isFound);
    }

    @Test
    void the_name_of_a_form_is_read_when_the_throttle_ends() {
      FormId form = Meta.form(page, Json.object().put("name", "Spring offer"));
      Meta.setThrottleMinutes(3);
      read(lead(page, "throttled", 1));

      assertThat(names.name(page, form, Parameters.reference(page))).isEmpty();
      clock.move(Duration.ofMinutes(4));
      assertThat(names.name(page, form, Parameters.reference(page))).contains("Spring offer");
    }

    @ParameterizedTest
    @CsvSource({"89, false", "90, true", "100, true"})
    void a_page_is_throttled_from_ninety_percent_of_Metas_limits(int percent, boolean wait) {
      LeadgenId first = lead(page, "", 0);
      LeadgenId next = lead(page, "", 0);
      Meta.answerAll(
          call ->
              new MetaResponse(
                  200,
                  "{\"id\":\"%s\",\"field_data\":[]}".formatted(first),
                  Map.of("X-App-Usage", "{\"call_count\":" + percent + "}"),
                  Duration.ZERO));

      assertThat(read(first)).as("the payload is used").matches(GraphResult::isFound);
      int calls = Meta.calls().size();
      GraphResult<FetchedLead> reading = read(next);

      assertThat(Meta.calls().size()).isEqualTo(wait ? calls : calls + 1);
      if (wait) {
        assertThat(reading.failure().reason()).isEqualTo(Reason.META_THROTTLED);
        assertThat(((Retry.At) reading.failure().retry()).time())
            .isCloseTo(
                clock.instant().plus(settings.retry().throttledWait()),
                within(1, ChronoUnit.SECONDS));
      }
    }

    @Test
    void the_longest_of_concurrent_waits_is_kept() {
      PageThrottle one = new PageThrottle(dynamodb, writes, settings, clock);
      PageThrottle other = new PageThrottle(dynamodb, writes, settings, clock);
      one.of(page);
      other.of(page);
      Instant longest = clock.instant().plus(Duration.ofHours(1));

      one.throttled(page, longest);
      other.throttled(page, clock.instant().plus(Duration.ofMinutes(1)));

      assertThat(new PageThrottle(dynamodb, writes, settings, clock).of(page).throttledUntil())
          .isCloseTo(longest, within(1, ChronoUnit.MILLIS));
      assertThat(other.of(page).throttledUntil()).isCloseTo(longest, within(1, ChronoUnit.MILLIS));
    }

    @Test
    void a_throttled_page_does_not_delay_other_pages() {
      read(lead(page, "throttled", 1));
      PageId other = pageWithToken();
      LeadgenId lead = lead(other);

      assertThat(reader.read(leads.log(lead), Parameters.reference(other)))
          .matches(GraphResult::isFound);
    }

    @Test
    void a_throttle_applies_to_every_instance() {
      LeadReader another = anotherInstance();
      LeadgenId known = lead(page);
      another.read(leads.log(known), Parameters.reference(page));
      Meta.setThrottleMinutes(30);
      read(lead(page, "throttled", 1));
      clock.move(Duration.ofSeconds(6));
      LeadgenId next = lead(page);

      assertThat(reason(another.read(leads.log(next), Parameters.reference(page))))
          .isEqualTo(Reason.META_THROTTLED);

      assertThat(Meta.reads(next)).isEmpty();
    }
  }

  @Nested
  class ProofsOfTheAppSecret {

    @Test
    void the_other_app_secret_is_used_if_the_first_is_refused_and_this_is_remembered() {
      Meta.requireSecondSecret(Pages.token(page));
      LeadgenId first = lead(page);
      LeadgenId second = lead(page);

      assertThat(read(first)).matches(GraphResult::isFound);
      assertThat(read(second)).matches(GraphResult::isFound);

      assertThat(Meta.reads(first)).extracting(Read::token).containsOnly(Pages.token(page));
      assertThat(Meta.reads(first)).hasSize(2);
      assertThat(Meta.reads(second)).hasSize(1);
    }

    @Test
    void a_refused_proof_is_retried_with_the_secret_that_is_stored_by_then() {
      String parameter = "/leadlog/app/" + page;
      parameters.put(parameter, "the-secret-of-before");
      LeadReader withSecretInSsm = withSecretsIn(parameter);
      LeadgenId lead = lead(page);

      GraphFailure refused =
          withSecretInSsm.read(leads.log(lead), Parameters.reference(page)).failure();
      assertThat(refused.reason()).isEqualTo(Reason.META_BAD_REQUEST);
      assertThat(refused.retry()).isEqualTo(new Retry.Soon());
      assertThat(Meta.reads(lead))
          .as("the fields of ads are still requested")
          .allMatch(Read::asksForAds);

      parameters.put(parameter, Meta.SECRET);
      clock.move(Duration.ofMinutes(2));
      FetchedLead found = withSecretInSsm.read(leads.log(lead), Parameters.reference(page)).found();
      assertThat(found.payload())
          .as("the same fields are requested again")
          .contains("campaign_name");
    }

    private LeadReader withSecretsIn(String parameter) {
      LeadlogSettings given = Settings.with(Map.of("leadlog.meta.url", settings.meta().url()));
      return instance(
          given,
          SecretsFixture.of(Map.of("leadlog.meta.app-secrets", "ssm:" + parameter), ssm, clock));
    }
  }

  @Nested
  class FieldsOfAds {

    @Test
    void the_fields_of_ads_are_requested_and_stored_unchanged() {
      FetchedLead found = read(lead(page)).found();

      assertThat(found.payload()).contains("\"campaign_name\":\"Spring campaign\"");
    }

    @Test
    void the_fields_of_ads_are_left_out_without_the_permission_and_this_is_remembered() {
      LeadgenId first = lead(page, "no-ads-permission", ALWAYS);
      LeadgenId second = lead(page, "no-ads-permission", ALWAYS);

      FetchedLead found = read(first).found();
      assertThat(read(second)).matches(GraphResult::isFound);

      assertThat(found.payload()).contains("Ada Lovelace").doesNotContain("campaign_name");
      assertThat(Meta.reads(first)).extracting(Read::asksForAds).containsExactly(true, false);
      assertThat(Meta.reads(second)).extracting(Read::asksForAds).containsExactly(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-field", "no-such-capability"})
    void fields_that_this_version_lacks_are_left_out_and_the_lead_is_read(String fault) {
      LeadgenId lead = lead(page, fault, ALWAYS);

      FetchedLead found = read(lead).found();

      assertThat(found.payload()).contains("Ada Lovelace").doesNotContain("platform");
      assertThat(Meta.reads(lead).get(Meta.reads(lead).size() - 1).fields())
          .isEqualTo("id,created_time,form_id,field_data");
    }

    @Test
    void the_fields_of_ads_are_requested_again_after_an_hour() {
      read(lead(page, "no-ads-permission", ALWAYS));
      clock.move(Duration.ofMinutes(61));
      LeadgenId next = lead(page);

      read(next);

      assertThat(Meta.reads(next)).extracting(Read::asksForAds).containsExactly(true);
    }

    @Test
    void the_fields_of_ads_are_still_requested_if_the_permission_for_leads_is_missing() {
      Meta.refuse(Meta.SYSTEM_USER);
      assertThat(reason(read(lead(page, "permission-missing", ALWAYS))))
          .isEqualTo(Reason.META_PERMISSION_MISSING);
      LeadgenId next = lead(page);

      read(next);

      assertThat(Meta.reads(next)).extracting(Read::asksForAds).containsExactly(true);
    }
  }

  private GraphResult<FetchedLead> read(LeadgenId lead) {
    return reader.read(leads.log(lead), Parameters.reference(page));
  }

  private static Reason reason(GraphResult<FetchedLead> reading) {
    return reading.failure().reason();
  }

  private LeadgenId lead(PageId of) {
    return lead(of, "", 0);
  }

  private LeadgenId lead(PageId of, String fault, int times) {
    LeadgenId lead = Meta.lead(of, fault, times);
    leads.log(lead, of, clock.instant());
    return lead;
  }

  private PageId pageWithToken() {
    PageId fresh = Pages.unknown();
    parameters.put(fresh, Pages.token(fresh));
    return fresh;
  }

  /** A reader as in another Lambda instance: its own caches, the same tables. */
  private LeadReader anotherInstance() {
    return instance(settings);
  }

  private LeadReader instance(LeadlogSettings given) {
    return instance(given, secrets);
  }

  private LeadReader instance(LeadlogSettings given, Secrets known) {
    return new LeadReader(
        new GraphClient(given, known),
        new PageTokens(
            new PageThrottle(dynamodb, writes, given, clock), known, given, metrics, clock),
        new LeadFields(clock),
        clock);
  }

  private Map<String, AttributeValue> bookkeeping(String kind) {
    return Aws.direct()
        .getItem(
            r ->
                r.tableName("Bookkeeping")
                    .key(
                        Map.of(
                            "pk", AttributeValue.fromS("page#" + page),
                            "sk", AttributeValue.fromS(kind))))
        .item();
  }
}
