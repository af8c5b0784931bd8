package dev.leadlog.emulators;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Reads the stream of a table as Lambda's event source mapping does: shard by shard, beginning with
 * the oldest record, each batch once.
 */
public final class TableStream {

  private final DynamoDbStreamsClient streams;
  private final String table;

  /**
   * The sequence number of the last record that was read, by shard. Iterators are not kept, because
   * DynamoDB Local loses an iterator that it created before the shard had its first record.
   */
  private final Map<String, String> lastSequenceNumbers = new HashMap<>();

  private String arn;

  /**
   * @param dynamodb the endpoint of DynamoDB
   */
  public TableStream(URI dynamodb, String table) {
    this.table = table;
    this.streams =
        DynamoDbStreamsClient.builder()
            .endpointOverride(dynamodb)
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  /**
   * Reads all current records.
   *
   * @param consumer gets the shard id and the records of a batch; if it throws, the batch is read
   *     again at the next call
   * @return the number of records
   */
  public synchronized int read(BiConsumer<String, List<Record>> consumer) {
    int read = 0;
    for (Shard shard : shards()) {
      read += read(shard.shardId(), consumer);
    }
    return read;
  }

  private int read(String shard, BiConsumer<String, List<Record>> consumer) {
    int read = 0;
    String iterator = iterator(shard);
    while (iterator != null) {
      String current = iterator;
      GetRecordsResponse batch = streams.getRecords(r -> r.shardIterator(current).limit(1_000));
      List<Record> records = batch.records();
      if (records.isEmpty()) {
        break;
      }
      consumer.accept(shard, records);
      lastSequenceNumbers.put(shard, records.get(records.size() - 1).dynamodb().sequenceNumber());
      read += records.size();
      iterator = batch.nextShardIterator();
    }
    return read;
  }

  private String iterator(String shard) {
    String last = lastSequenceNumbers.get(shard);
    ShardIteratorType type =
        last == null ? ShardIteratorType.TRIM_HORIZON : ShardIteratorType.AFTER_SEQUENCE_NUMBER;
    return streams
        .getShardIterator(
            r -> r.streamArn(arn).shardId(shard).shardIteratorType(type).sequenceNumber(last))
        .shardIterator();
  }

  /** Parents come before their children, because a shard id begins with its creation time. */
  private List<Shard> shards() {
    if (arn == null) {
      arn =
          streams.listStreams(r -> r.tableName(table)).streams().stream()
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("table " + table + " has no stream"))
              .streamArn();
    }
    List<Shard> shards = new ArrayList<>();
    String from = null;
    do {
      String start = from;
      DescribeStreamResponse response =
          streams.describeStream(r -> r.streamArn(arn).exclusiveStartShardId(start));
      StreamDescription stream = response.streamDescription();
      shards.addAll(stream.shards());
      from = stream.lastEvaluatedShardId();
    } while (from != null);
    shards.sort(Comparator.comparing(Shard::shardId));
    return shards;
  }
}
