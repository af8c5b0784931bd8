package dev.leadlog.processing;

/**
 * A received queue message.
 *
 * @param queueName the queue's name
 * @param receiveCount how often it was received, including this time
 */
public record QueuedMessage(
    String messageId, String body, String receiptHandle, String queueName, int receiveCount) {

  /** The body should contain only ids, but an invalid message may contain anything. */
  @Override
  public String toString() {
    return "QueuedMessage[" + messageId + "]";
  }
}
