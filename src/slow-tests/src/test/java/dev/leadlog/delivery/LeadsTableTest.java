package dev.leadlog.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.delivery.DeliveryResult.Delivered;
import dev.leadlog.delivery.DeliveryResult.Rejected;
import dev.leadlog.delivery.DeliveryResult.Unreachable;
import dev.leadlog.dynamodb.ConditionalWrites;
import dev.leadlog.lifecycle.LeadDocReference;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.FaultyProxy.Fault;
import dev.leadlog.testing.MovableClock;
import dev.leadlog.text.Json;
import dev.leadlog.workbench.LeadLogBuilder;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class LeadsTableTest {

  private static final Map<String, JsonNode> FIELDS =
      Map.of(
          "lead_name",
          new TextNode("Ada Lovelace"),
          "colours",
          Json.object().putArray("colours").add("red").add("green"),
          "age",
          IntNode.valueOf(36),
          "subscribed",
          BooleanNode.TRUE);

  @Inject Destinations destinations;
  @Inject Leads leads;
  @Inject LeadlogSettings settings;
  @Inject MovableClock clock;

  private final String id = Aws.newId();

  @BeforeEach
  void reset() {
    leads.reset();
  }

  @Test
  void an_item_has_the_fields_ids_and_times_of_the_lead() {
    assertThat(deliver(FIELDS)).isEqualTo(delivered());

    Map<String, AttributeValue> item = item();
    assertThat(item.get("pageId").s()).isEqualTo(LeadLogBuilder.PAGE.text());
    assertThat(item.get("formId").s()).isEqualTo(LeadLogBuilder.FORM.text());
    assertThat(item.get("createdTime").s()).isEqualTo("2026-02-28T08:49:14.000Z");
    assertThat(item.get("deliveredTime").s()).endsWith("Z");
    assertThat(item.get("test").bool()).isFalse();
    assertThat(item.get("lead").m().get("lead_name").s()).isEqualTo("Ada Lovelace");
    assertThat(item.get("lead").m().get("colours").l())
        .extracting(AttributeValue::s)
        .containsExactly("red", "green");
    assertThat(item.get("lead").m().get("age").n()).isEqualTo("36");
    assertThat(item.get("lead").m().get("subscribed").bool()).isTrue();
  }

  @Test
  void a_second_delivery_succeeds_and_does_not_change_the_item() {
    deliver(FIELDS);
    Map<String, AttributeValue> item = item();
    clock.move(Duration.ofHours(1));

    assertThat(deliver(Map.of("lead_name", new TextNode("someone else")))).isEqualTo(delivered());

    assertThat(item()).isEqualTo(item);
  }

  @Test
  void a_delivery_succeeds_if_its_first_response_is_lost() {
    AtomicInteger requests = new AtomicInteger();
    Aws.dynamodb().setFault(Fault.HANGS_UP, operation -> requests.getAndIncrement() == 0);

    assertThat(deliver(FIELDS)).isEqualTo(delivered());
    assertThat(requests).hasValue(2);
  }

  @Test
  void a_lead_that_is_too_large_for_an_item_is_rejected_without_its_data() {
    DeliveryResult delivery = deliver(Map.of("essay", new TextNode("A".repeat(500_000))));

    assertThat(delivery)
        .isEqualTo(new Rejected("the leads table rejected the lead: ValidationException"));
    assertThat(item()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"REFUSES", "THROTTLES", "HANGS"})
  void a_table_that_cannot_be_written_is_unreachable_within_the_timeout(Fault fault) {
    DynamoDbClient client = Aws.impatientDynamoDbClient();
    LeadsTable table = new LeadsTable(client, new ConditionalWrites(client), settings, clock);
    Aws.dynamodb().setFault(fault);
    long begin = System.nanoTime();

    assertThat(table.deliver(lead(FIELDS), DestinationSetting.LEADS_TABLE))
        .isInstanceOf(Unreachable.class);

    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isLessThan(table.timeout().plusSeconds(1));
  }

  private DeliveryResult deliver(Map<String, JsonNode> fields) {
    return destinations.deliver(lead(fields), DestinationSetting.LEADS_TABLE);
  }

  private OutgoingLead lead(Map<String, JsonNode> fields) {
    return new OutgoingLead(LeadLogBuilder.of(id).log(), fields, false);
  }

  private Delivered delivered() {
    return new Delivered(new LeadDocReference("leads-table", id, null));
  }

  private Map<String, AttributeValue> item() {
    return Aws.item("Leads", "leadgenId", id);
  }
}
