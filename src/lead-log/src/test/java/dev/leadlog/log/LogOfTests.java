package dev.leadlog.log;

import dev.leadlog.dynamodb.ConditionalWrites;
import dev.leadlog.settings.IntakeSettings;
import dev.leadlog.settings.SettingsOfTests;
import dev.leadlog.testing.Aws;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The lead log for the tests of every package of this module. */
public final class LogOfTests {

  static final IntakeSettings SETTINGS = SettingsOfTests.settings(Map.of());

  public static LeadInsert insert(DynamoDbClient dynamodb) {
    return new LeadInsert(dynamodb, new ConditionalWrites(dynamodb), SETTINGS);
  }

  /** Returns the stored item of a lead. */
  public static Map<String, AttributeValue> stored(LeadgenId id) {
    return Aws.item("LeadLogs", "leadgenId", id.text());
  }

  /** Returns the item that a new lead is stored as. */
  public static Map<String, AttributeValue> asStored(NewLead lead) {
    return NewLeadItem.of(lead);
  }

  static LeadgenId newId() {
    return new LeadgenId(Aws.newId());
  }

  /** A lead of a webhook notification. */
  static NewLead lead(LeadgenId id, Instant received) {
    return NewLead.of(
            new LeadIds(
                id,
                new PageId("1635959142565683"),
                new FormId("527829666666421"),
                "120210000000000001"),
            received,
            Source.WEBHOOK)
        .created(received.minusSeconds(3))
        .announcedBy("{\"id\":\"1635959142565683\",\"changes\":[]}");
  }

  private LogOfTests() {}
}
