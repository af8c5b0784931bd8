package dev.leadlog.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.delivery.Destinations;
import dev.leadlog.dynamodb.ConditionalWrites;
import dev.leadlog.log.FormId;
import dev.leadlog.log.PageId;
import dev.leadlog.page.SaveResult.Refused;
import dev.leadlog.page.SaveResult.Saved;
import dev.leadlog.page.SaveResult.Stale;
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
  void reset() {
    leads.reset();
  }

  @Nested
  class StoredDocuments {

    @Test
    void a_document_is_stored_completely_with_an_increasing_revision() {
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
    void a_wrong_document_is_refused_with_every_mistake_and_not_stored() {
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
    void a_page_is_polled_from_its_first_saving_unless_it_names_a_time() {
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
    void a_deleted_document_does_not_exist_and_starts_again_with_revision_one() {
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
    void a_save_with_another_revision_is_stale_and_changes_nothing() {
      save(document());
      save(document().put("pageName", "second"));

      assertThat(configs.save(document(), page, 1)).isEqualTo(new Stale(2));
      assertThat(configs.save(document(), page, 7)).isEqualTo(new Stale(2));
      assertThat(configs.save(document(), Pages.unknown(), 1)).isEqualTo(new Stale(0));

      assertThat(configs.find(page).orElseThrow().config().pageName()).isEqualTo("second");
    }

    @Test
    void a_save_with_a_lost_response_is_saved_once() {
      save(document());
      AtomicInteger puts =
          Aws.dynamodb().loseTheFirstAnswer((operation, body) -> operation.equals("PutItem"));

      SaveResult saving = configs.save(document().put("pageName", "second"), page, 1);

      Aws.dynamodb().chooseFaults((operation, body) -> null);
      assertThat(puts).hasValue(2);
      assertThat(revision(saving)).isEqualTo(2);
      assertThat(configs.find(page).orElseThrow().config().pageName()).isEqualTo("second");
    }

    @Test
    void only_one_of_concurrent_saves_with_one_revision_succeeds() {
      save(document());

      List<SaveResult> savings = saveSideBySide(1);

      assertThat(savings).filteredOn(Saved.class::isInstance).hasSize(1);
      assertThat(savings).filteredOn(Stale.class::isInstance).hasSize(7);
      assertThat(configs.find(page).orElseThrow().config().revision()).isEqualTo(2);
    }

    @Test
    void concurrent_saves_without_a_revision_all_succeed() {
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

  /** Documents of a newer version, or changed by hand in the DynamoDB console. */
  @Nested
  class WhenTheDocumentWasWrittenElsewhere {

    private final PageId another = Pages.unknown();

    @Test
    void only_a_form_with_a_mistake_is_left_out_and_named() {
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
    void a_page_with_a_mistake_delivers_no_lead() {
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
    void an_unreadable_document_is_a_mistake_and_can_be_saved_again() {
      pages.saveElsewhere(page, document());
      editItem(
          r ->
              r.updateExpression("SET document = :text")
                  .expressionAttributeValues(Map.of(":text", AttributeValue.fromS("{"))));
      assertThat(configs.current(page).orElseThrow().mistakes()).isNotEmpty();

      assertThat(revision(save(document()))).isEqualTo(8);

      assertThat(configs.current(page).orElseThrow().mistakes()).isEmpty();
    }

    @Test
    void a_document_without_a_revision_starts_again_with_revision_one() {
      pages.saveElsewhere(page, document());
      editItem(r -> r.updateExpression("REMOVE revision"));

      assertThat(configs.current(page).orElseThrow().revision()).isZero();
      assertThat(revision(save(document()))).isEqualTo(1);
    }

    @Test
    void a_shown_document_can_be_corrected_and_saved() {
      pages.saveElsewhere(page, withAnotherForm("\"format\":[\"gone\"]"));
      ObjectNode shown = configs.find(page).orElseThrow().shown();
      assertThat(shown.path("mistakes")).hasSize(1);
      ((ObjectNode) shown.at("/forms/1/mapping/0")).remove("format");

      save(shown);

      StoredPage stored = configs.find(page).orElseThrow();
      assertThat(stored.config().forms()).hasSize(2);
      assertThat(stored.shown().has("mistakes")).isFalse();
    }

    private void editItem(Consumer<UpdateItemRequest.Builder> change) {
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

    /** A deployment where a document may contain a literal token. */
    private final PageConfigs onALaptop = instance(Settings.with(Map.of("leadlog.local", "true")));

    @Test
    void asterisks_keep_a_literal_token() {
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
    void asterisks_keep_a_parameter_and_its_name_is_shown() {
      save(document());
      assertThat(configs.find(page).orElseThrow().shown().path("accessToken").asText())
          .isEqualTo(Parameters.reference(page));

      save(document().put("accessToken", "***"));

      assertThat(configs.current(page).orElseThrow().accessToken())
          .isEqualTo(Parameters.reference(page));
    }

    @Test
    void asterisks_without_an_earlier_token_are_refused() {
      assertThat(save(document().put("accessToken", "***"))).isInstanceOf(Refused.class);
    }
  }

  @Nested
  class CachedDocuments {

    private final Duration cacheTime = settings.pages().cacheFor();

    @Test
    void a_document_is_cached_until_its_time_is_over() {
      save(document());
      configs.current(page);
      instance(settings).save(document().put("enabled", false), page, null);

      assertThat(configs.recent(page).orElseThrow().enabled()).isTrue();
      clock.move(cacheTime.plusSeconds(1));
      assertThat(configs.recent(page).orElseThrow().enabled()).isFalse();
    }

    @Test
    void a_document_is_read_once_for_many_leads() {
      save(document());
      Aws.dynamodb().forget();

      IntStream.range(0, 10).forEach(i -> configs.recent(page));

      assertThat(Aws.dynamodb().operations()).containsExactly("GetItem");
    }

    @Test
    void the_current_document_is_never_read_from_the_cache() {
      save(document());
      configs.recent(page);
      instance(settings).save(document().put("enabled", false), page, null);

      assertThat(configs.current(page).orElseThrow().enabled()).isFalse();
      assertThat(configs.recent(page).orElseThrow().enabled()).isFalse();
    }

    @Test
    void a_save_removes_the_document_from_the_cache() {
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

  /** Page configurations as in another Lambda instance. */
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
