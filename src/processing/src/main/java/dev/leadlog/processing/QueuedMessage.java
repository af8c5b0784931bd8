package dev.leadlog.processing;

/**
 * A message as it came from a queue.
 *
 * @param queueName where from
 * @param receiveCount how often it was received, this time included
 */
public record QueuedMessage(
    String messageId, String body, String receiptHandle, String queueName, int receiveCount) {

  /** The body holds ids only, but whoever sends garbage may send anything. */
  @Override
  public String toString() {
    return "QueuedMessage[" + messageId + "]";
  }
}
