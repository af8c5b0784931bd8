package dev.leadlog.log;

import dev.leadlog.dynamodb.ConditionalWrites;
import dev.leadlog.settings.LeadlogSettings;
import jakarta.inject.Singleton;

/** Writes a new lead log. If DynamoDB is unavailable, the SDK exception propagates. */
@Singleton
public class LeadInsert {

  private final ConditionalWrites writes;
  private final String table;

  LeadInsert(ConditionalWrites writes, LeadlogSettings settings) {
    this.writes = writes;
    this.table = settings.tables().leadLogs();
  }

  /**
   * Writes the log of a lead, unless the lead is known.
   *
   * @return false when it was known already
   */
  public boolean insert(NewLead lead) {
    return writes.insert(table, NewLeadItem.of(lead), "leadgenId");
  }
}
