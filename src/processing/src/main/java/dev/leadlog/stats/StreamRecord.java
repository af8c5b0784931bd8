package dev.leadlog.stats;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A change of an item, from a DynamoDB stream.
 *
 * @param sequenceNumber 21 to 40 digits; higher for a later change of the same stream shard
 * @param before the item before the change; empty if it was inserted
 * @param after the item after the change; empty if it was removed
 */
public record StreamRecord(
    String sequenceNumber, Map<String, AttributeValue> before, Map<String, AttributeValue> after) {

  private static final int LONGEST = 40;

  /** Returns the sequence number as text with the same sort order as the number. */
  String position() {
    return "0".repeat(Math.max(0, LONGEST - sequenceNumber.length())) + sequenceNumber;
  }

  /** The items hold personal data. */
  @Override
  public String toString() {
    return "StreamRecord[" + sequenceNumber + "]";
  }
}
