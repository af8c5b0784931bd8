package dev.leadlog.stats;

import dev.leadlog.emulators.TableStream;
import dev.leadlog.testing.Aws;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Passes the changes of the lead log to the statistics, as Lambda does. */
@Singleton
public class LogStream {

  private static final TableStream STREAM = new TableStream(Aws.directUrl(), "LeadLogs");

  private final StatisticsStream statistics;

  LogStream(StatisticsStream statistics) {
    this.statistics = statistics;
  }

  /** Counts all changes until now. */
  public void countAll() {
    int left;
    do {
      left = STREAM.read(this::count);
    } while (left > 0);
  }

  private void count(String shard, List<Record> records) {
    statistics.count(shard, records.stream().map(LogStream::record).toList());
  }

  private static StreamRecord record(Record record) {
    return new StreamRecord(
        record.dynamodb().sequenceNumber(),
        image(record.dynamodb().oldImage()),
        image(record.dynamodb().newImage()));
  }

  private static Map<String, AttributeValue> image(Map<String, AttributeValue> attributes) {
    return attributes == null ? Map.of() : attributes;
  }
}
