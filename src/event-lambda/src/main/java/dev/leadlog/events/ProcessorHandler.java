package dev.leadlog.events;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.leadlog.processing.Processor;
import dev.leadlog.processing.QueuedMessage;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/**
 * {@code processor}: processes a batch of the lead queue, the backlog queue or the job queue, and
 * returns the messages that failed, which SQS delivers again.
 */
@Named("processor")
@Singleton
public class ProcessorHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private final Processor processor;
  private final Clock clock;

  ProcessorHandler(Processor processor, Clock clock) {
    this.processor = processor;
    this.clock = clock;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    List<QueuedMessage> batch = event.getRecords().stream().map(ProcessorHandler::message).toList();
    List<String> failed =
        processor.process(batch, clock.instant().plusMillis(context.getRemainingTimeInMillis()));
    return new SQSBatchResponse(failed.stream().map(BatchItemFailure::new).toList());
  }

  private static QueuedMessage message(SQSMessage message) {
    String arn = message.getEventSourceArn() == null ? "" : message.getEventSourceArn();
    String received = message.getAttributes().getOrDefault("ApproximateReceiveCount", "1");
    return new QueuedMessage(
        message.getMessageId(),
        message.getBody(),
        message.getReceiptHandle(),
        arn.substring(arn.lastIndexOf(':') + 1),
        Integer.parseInt(received));
  }
}
