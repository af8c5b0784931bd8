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
 * Reads the stream of a table as Lambda's event source mapping does: shard by shard, from the
 * oldest record on, each batch once.
 */
public final class TableStream {

  private final DynamoDbStreamsClient streams;
  private final String table;

  /** The iterator of each shard's next batch; empty for a shard that has ended. */
  private final Map<String, String> iterators = new HashMap<>();

  private String arn;

  /**
   * @param dynamodb where DynamoDB answers
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
   * Reads what there is now.
   *
   * @param consumer takes a shard's id and the records of a batch; where it fails, the batch is
   *     read again at the next call
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
    String iterator = iterators.computeIfAbsent(shard, this::first);
    while (!iterator.isEmpty()) {
      String current = iterator;
      GetRecordsResponse batch = streams.getRecords(r -> r.shardIterator(current).limit(1_000));
      if (batch.hasRecords() && !batch.records().isEmpty()) {
        consumer.accept(shard, batch.records());
      }
      read += batch.records().size();
      iterator = batch.nextShardIterator() == null ? "" : batch.nextShardIterator();
      iterators.put(shard, iterator);
      if (batch.records().isEmpty()) {
        break;
      }
    }
    return read;
  }

  private String first(String shard) {
    return streams
        .getShardIterator(
            r -> r.streamArn(arn).shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
        .shardIterator();
  }

  /** Parents come before their children: a shard's id begins with the time of its creation. */
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
      DescribeStreamResponse answer =
          streams.describeStream(r -> r.streamArn(arn).exclusiveStartShardId(start));
      StreamDescription stream = answer.streamDescription();
      shards.addAll(stream.shards());
      from = stream.lastEvaluatedShardId();
    } while (from != null);
    shards.sort(Comparator.comparing(Shard::shardId));
    return shards;
  }
}
