package dev.leadlog.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.delivery.Destinations;
import dev.leadlog.dynamodb.ConditionalWrites;
import dev.leadlog.log.FormId;
import dev.leadlog.log.PageId;
import dev.leadlog.page.SaveResult.Refused;
import dev.leadlog.page.SaveResult.Saved;
import dev.leadlog.page.SaveResult.Stale;
import dev.leadlog.settings.LeadlogSettings;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Pages;
import dev.leadlog.workbench.Parameters;
import dev.leadlog.workbench.Settings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class PageConfigsTest {

  @Inject PageConfigs configs;
  @Inject Leads leads;
  @Inject Pages pages;
  @Inject MovableClock clock;
  @Inject DynamoDbClient dynamodb;
  @Inject Destinations destinations;
  @Inject MappingReader mappings;
  @Inject LeadlogSettings settings;

  private final PageId page = Pages.unknown();

  @BeforeEach
  void startAfresh() {
    leads.startAfresh();
  }

  @Nested
  class ADocument {

    @Test
    void is_stored_whole_with_a_revision_that_counts_up() {
      assertThat(revision(save(document()))).isEqualTo(1);
      assertThat(revision(save(document().put("enabled", false)))).isEqualTo(2);

      StoredPage stored = configs.find(page).orElseThrow();
      assertThat(stored.config().enabled()).isFalse();
      assertThat(stored.config().reference()).isEqualTo(page + "@2");
      assertThat(stored.json())
          .isEqualTo(document().put("enabled", false).put("pageId", page.text()));
      assertThat(configs.all()).extracting(one -> one.config().pageId()).contains(page);
    }

    @Test
    void that_is_wrong_names_every_mistake_and_is_not_stored() {
      ObjectNode wrong = document().put("accessToken", "a-literal-token").put("enabeld", true);
      ((ObjectNode) wrong.path("forms").get(0)).put("formId", "spring");

      assertThat(save(wrong))
          .isInstanceOfSatisfying(
              Refused.class,
              refused ->
                  assertThat(refused.mistakes())
                      .hasSize(3)
                      .anyMatch(m -> m.contains("accessToken"))
                      .anyMatch(m -> m.contains("enabeld"))
                      .anyMatch(m -> m.contains("forms[0].formId")));

      assertThat(configs.find(page)).isEmpty();
    }

    @Test
    void is_polled_from_its_first_saving_on_unless_it_names_a_time() {
      ObjectNode document = document();
      document.remove("pollSince");
      Instant first = clock.instant().truncatedTo(ChronoUnit.SECONDS);

      save(document);
      clock.move(Duration.ofHours(1));
      save(document.put("enabled", false));

      assertThat(configs.find(page).orElseThrow().config().pollSince()).isEqualTo(first);
      assertThat(configs.find(page).orElseThrow().json().path("pollSince").asText())
          .isEqualTo(Times.text(first));
      save(document.put("pollSince", "2026-02-28T09:00:00+01:00"));
      assertThat(configs.current(page).orElseThrow().pollSince())
          .isEqualTo(Instant.parse("2026-02-28T08:00:00Z"));
    }

    @Test
    void that_was_deleted_is_gone_and_begins_anew() {
      save(document());

      assertThat(configs.delete(page)).isTrue();

      assertThat(configs.recent(page)).isEmpty();
      assertThat(configs.delete(page)).isFalse();
      assertThat(revision(save(document()))).isEqualTo(1);
    }
  }

  @Nested
  class Revisions {

    @Test
    void that_are_not_the_present_one_are_stale_and_change_nothing() {
      save(document());
      save(document().put("pageName", "second"));

      assertThat(configs.save(document(), page, 1)).isEqualTo(new Stale(2));
      assertThat(configs.save(document(), page, 7)).isEqualTo(new Stale(2));
      assertThat(configs.save(document(), Pages.unknown(), 1)).isEqualTo(new Stale(0));

      assertThat(configs.find(page).orElseThrow().config().pageName()).isEqualTo("second");
    }

    @Test
    void count_one_change_whose_answer_is_lost_and_call_it_saved() {
      save(document());
      AtomicInteger puts =
          Aws.dynamodb().loseTheFirstAnswer((operation, body) -> operation.equals("PutItem"));

      SaveResult saving = configs.save(document().put("pageName", "second"), page, 1);

      Aws.dynamodb().disturb((operation, body) -> null);
      assertThat(puts).hasValue(2);
      assertThat(revision(saving)).isEqualTo(2);
      assertThat(configs.find(page).orElseThrow().config().pageName()).isEqualTo("second");
    }

    @Test
    void let_one_of_several_through_that_save_at_the_same_time() {
      save(document());

      List<SaveResult> savings = saveSideBySide(1);

      assertThat(savings).filteredOn(Saved.class::isInstance).hasSize(1);
      assertThat(savings).filteredOn(Stale.class::isInstance).hasSize(7);
      assertThat(configs.find(page).orElseThrow().config().revision()).isEqualTo(2);
    }

    @Test
    void that_nobody_names_let_all_through_one_after_the_other() {
      List<SaveResult> savings = saveSideBySide(null);

      assertThat(savings)
          .extracting(PageConfigsTest::revision)
          .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
    }

    private List<SaveResult> saveSideBySide(Integer expected) {
      return new BoundedExecutor("people", 8)
          .each(
              IntStream.range(0, 8).boxed().toList(),
              8,
              i -> configs.save(document().put("pageName", "by " + i), page, expected));
    }
  }

  /** By a version that knew more, or by hand in the console. */
  @Nested
  class WrittenElsewhere {

    private final PageId another = Pages.unknown();

    @Test
    void a_form_with_a_mistake_is_left_out_and_named_and_nothing_else_is() {
      pages.saveElsewhere(page, withAnotherForm("\"format\":[\"gone\"]"));
      configs.save(Pages.document(another), another, null);

      PageConfig config = configs.current(page).orElseThrow();
      assertThat(config.forms())
          .extracting(FormConfig::formId)
          .containsExactly(new FormId(Meta.FORM));
      assertThat(config.destinations()).isNotEmpty();
      assertThat(config.mistakes())
          .singleElement()
          .asString()
          .startsWith("forms[1].mapping[0].format[0]: \"gone\" is not a formatting function");
      assertThat(configs.all())
          .filteredOn(one -> one.config().mistakes().isEmpty())
          .extracting(one -> one.config().pageId())
          .contains(another);
    }

    @Test
    void a_page_with_a_mistake_sends_no_lead_anywhere() {
      ObjectNode document = document();
      document.putObject("destination").put("type", "gone");
      pages.saveElsewhere(page, document);

      PageConfig config = configs.current(page).orElseThrow();
      assertThat(config.destinations()).isEmpty();
      assertThat(config.forms()).isEmpty();
      assertThat(config.accessToken()).isEqualTo(Parameters.reference(page));
      assertThat(config.mistakes()).singleElement().asString().startsWith("destination.type");
    }

    @Test
    void what_is_no_document_at_all_is_a_mistake_and_can_be_saved_anew() {
      pages.saveElsewhere(page, document());
      byHand(
          r ->
              r.updateExpression("SET document = :text")
                  .expressionAttributeValues(Map.of(":text", AttributeValue.fromS("{"))));
      assertThat(configs.current(page).orElseThrow().mistakes()).isNotEmpty();

      assertThat(revision(save(document()))).isEqualTo(8);

      assertThat(configs.current(page).orElseThrow().mistakes()).isEmpty();
    }

    @Test
    void what_has_no_revision_begins_anew() {
      pages.saveElsewhere(page, document());
      byHand(r -> r.updateExpression("REMOVE revision"));

      assertThat(configs.current(page).orElseThrow().revision()).isZero();
      assertThat(revision(save(document()))).isEqualTo(1);
    }

    @Test
    void what_is_shown_can_be_mended_and_saved() {
      pages.saveElsewhere(page, withAnotherForm("\"format\":[\"gone\"]"));
      ObjectNode shown = configs.find(page).orElseThrow().shown();
      assertThat(shown.path("mistakes")).hasSize(1);
      ((ObjectNode) shown.at("/forms/1/mapping/0")).remove("format");

      save(shown);

      StoredPage stored = configs.find(page).orElseThrow();
      assertThat(stored.config().forms()).hasSize(2);
      assertThat(stored.shown().has("mistakes")).isFalse();
    }

    private void byHand(Consumer<UpdateItemRequest.Builder> change) {
      Map<String, AttributeValue> key = Map.of("pageId", AttributeValue.fromS(page.text()));
      Aws.direct().updateItem(r -> change.accept(r.tableName("PageConfigs").key(key)));
    }

    private ObjectNode withAnotherForm(String step) {
      String form =
          "{\"formId\":\"7\",\"mapping\":[{\"metaField\":\"email\",\"leadField\":\"email_id\",%s}]}"
              .formatted(step);
      ObjectNode document = document();
      ((ArrayNode) document.path("forms")).add(Json.read(form).orElseThrow());
      return document;
    }
  }

  @Nested
  class Tokens {

    /** Where a token may be literal. */
    private final PageConfigs onALaptop = instance(Settings.with(Map.of("leadlog.local", "true")));

    @Test
    void are_kept_by_the_asterisks_that_stand_for_them() {
      onALaptop.save(document().put("accessToken", "a-literal-token"), page, null);
      StoredPage stored = onALaptop.find(page).orElseThrow();
      assertThat(stored.shown().path("accessToken").asText()).isEqualTo("***");

      SaveResult saving = onALaptop.save(stored.shown().put("pageName", "Acme Ltd"), page, 1);

      assertThat(revision(saving)).isEqualTo(2);
      PageConfig config = onALaptop.current(page).orElseThrow();
      assertThat(config.accessToken()).isEqualTo("a-literal-token");
      assertThat(config.pageName()).isEqualTo("Acme Ltd");
    }

    @Test
    void that_are_parameters_are_kept_by_asterisks_too_and_shown_by_name() {
      save(document());
      assertThat(configs.find(page).orElseThrow().shown().path("accessToken").asText())
          .isEqualTo(Parameters.reference(page));

      save(document().put("accessToken", "***"));

      assertThat(configs.current(page).orElseThrow().accessToken())
          .isEqualTo(Parameters.reference(page));
    }

    @Test
    void that_never_were_cannot_be_kept() {
      assertThat(save(document().put("accessToken", "***"))).isInstanceOf(Refused.class);
    }
  }

  @Nested
  class WhatIsBelieved {

    private final Duration believed = settings.pages().cacheFor();

    @Test
    void is_what_was_read_until_its_time_is_over() {
      save(document());
      configs.current(page);
      instance(settings).save(document().put("enabled", false), page, null);

      assertThat(configs.recent(page).orElseThrow().enabled()).isTrue();
      clock.move(believed.plusSeconds(1));
      assertThat(configs.recent(page).orElseThrow().enabled()).isFalse();
    }

    @Test
    void is_read_once_for_many_leads() {
      save(document());
      Aws.dynamodb().forget();

      IntStream.range(0, 10).forEach(i -> configs.recent(page));

      assertThat(Aws.dynamodb().operations()).containsExactly("GetItem");
    }

    @Test
    void is_never_what_is_asked_for_as_it_is_now() {
      save(document());
      configs.recent(page);
      instance(settings).save(document().put("enabled", false), page, null);

      assertThat(configs.current(page).orElseThrow().enabled()).isFalse();
      assertThat(configs.recent(page).orElseThrow().enabled()).isFalse();
    }

    @Test
    void is_forgotten_when_something_else_is_saved() {
      save(document());
      configs.recent(page);

      save(document().put("enabled", false));

      assertThat(configs.recent(page).orElseThrow().enabled()).isFalse();
    }
  }

  private SaveResult save(ObjectNode document) {
    return configs.save(document, page, null);
  }

  private ObjectNode document() {
    return Pages.document(page);
  }

  private static int revision(SaveResult saving) {
    return ((Saved) saving).page().config().revision();
  }

  /** As in another Lambda. */
  private PageConfigs instance(LeadlogSettings given) {
    return new PageConfigs(
        dynamodb,
        new ConditionalWrites(dynamodb),
        new PageDocuments(new DestinationReader(destinations, mappings), mappings, given),
        new DestinationInspection(destinations, new BoundedExecutor("test", 8)),
        given,
        clock);
  }
}
