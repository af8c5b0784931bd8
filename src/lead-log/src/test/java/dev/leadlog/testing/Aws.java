package dev.leadlog.testing;

import dev.leadlog.emulators.Emulators;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * AWS for the tests of a module: the emulators, started once, each behind a {@link FaultyProxy}. A
 * Quarkus test uses it as its {@code @QuarkusTestResource}. The static methods for tests bypass the
 * faults.
 */
public final class Aws implements QuarkusTestResourceLifecycleManager {

  private static final Emulators EMULATORS = Emulators.shared();

  /** Timeouts that are long enough on a busy machine. */
  private static final Duration ATTEMPT = Duration.ofSeconds(5);

  private static final Duration CALL = Duration.ofSeconds(15);

  private static final FaultyProxy DYNAMODB = new FaultyProxy(EMULATORS.dynamodb());
  private static final FaultyProxy SQS = new FaultyProxy(EMULATORS.sqs());
  private static final FaultyProxy SSM = new FaultyProxy(EMULATORS.ssm());
  private static final FaultyProxy S3 = new FaultyProxy(EMULATORS.s3());
  private static final FaultyProxy SNS = new FaultyProxy(EMULATORS.sns());

  @Override
  public Map<String, String> start() {
    Map<String, String> sdk = new HashMap<>(EMULATORS.sdkSettings());
    sdk.put("aws.endpointUrlDynamoDb", DYNAMODB.url().toString());
    sdk.put("aws.endpointUrlSqs", SQS.url().toString());
    sdk.put("aws.endpointUrlSsm", SSM.url().toString());
    sdk.put("aws.endpointUrlS3", S3.url().toString());
    sdk.put("aws.endpointUrlSns", SNS.url().toString());
    sdk.forEach(System::setProperty);
    Map<String, String> settings = new HashMap<>(timeouts());
    settings.putAll(
        Map.of(
            "leadlog.queue-url", queueUrl("LeadQueue"),
            "leadlog.backlog-queue-url", queueUrl("BacklogQueue"),
            "leadlog.job-queue-url", queueUrl("JobQueue"),
            "leadlog.dead-letter-queue-url", queueUrl("DeadLetterQueue"),
            "leadlog.alarm-topic", topicArn("AlarmTopic"),
            "leadlog.import-bucket", ImportBucket.NAME));
    return settings;
  }

  /** Timeouts of the stores that are long enough on a busy machine; in AWS they are shorter. */
  private static Map<String, String> timeouts() {
    Map<String, String> settings = new HashMap<>();
    for (String store : List.of("dynamodb", "sqs", "ssm")) {
      settings.put("quarkus." + store + ".sync-client.socket-timeout", ATTEMPT.toString());
      settings.put("quarkus." + store + ".api-call-attempt-timeout", ATTEMPT.toString());
      settings.put("quarkus." + store + ".api-call-timeout", CALL.toString());
    }
    return settings;
  }

  /** Does nothing: the emulators end with the JVM. */
  @Override
  public void stop() {}

  public static FaultyProxy dynamodb() {
    return DYNAMODB;
  }

  public static FaultyProxy sqs() {
    return SQS;
  }

  public static FaultyProxy ssm() {
    return SSM;
  }

  public static FaultyProxy s3() {
    return S3;
  }

  public static FaultyProxy sns() {
    return SNS;
  }

  /** The ARN of a topic of {@code template.yaml}. */
  public static String topicArn(String logicalId) {
    return EMULATORS.topicArn(logicalId);
  }

  /** Creates a topic that is not in the template. */
  public static void createTopic(String name) {
    Published.createTopic(name, EMULATORS.sns());
  }

  /** The messages that were published to a topic, oldest first. */
  public static List<Published> published(String topicArn) {
    return Published.to(topicArn, EMULATORS.sns());
  }

  /** The URL of a file that bypasses the faults: {@code /bucket/key}. */
  public static URI directS3(String path) {
    return EMULATORS.s3().resolve(path);
  }

  public static String queueUrl(String logicalId) {
    return EMULATORS.queueUrl(logicalId);
  }

  /** A client that is subject to the faults. */
  public static DynamoDbClient dynamoDbClient() {
    return dynamoDbClient(ATTEMPT, CALL);
  }

  /** A client that is subject to the faults, with the timeouts that are used in AWS. */
  public static DynamoDbClient impatientDynamoDbClient() {
    return dynamoDbClient(Duration.ofMillis(1500), Duration.ofSeconds(4));
  }

  private static DynamoDbClient dynamoDbClient(Duration attempt, Duration call) {
    return DynamoDbClient.builder()
        .endpointOverride(DYNAMODB.url())
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(anyone())
        .httpClient(http(attempt))
        .overrideConfiguration(timeOut -> timeOut(timeOut, attempt, call))
        .build();
  }

  /** A client that is subject to the faults. */
  public static SqsClient sqsClient() {
    return SqsClient.builder()
        .endpointOverride(SQS.url())
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(anyone())
        .httpClient(http(ATTEMPT))
        .overrideConfiguration(timeOut -> timeOut(timeOut, ATTEMPT, CALL))
        .build();
  }

  /**
   * Creates an empty queue for a test.
   *
   * @return its name for {@link #queueUrl} and {@link #drain}
   */
  public static String newQueue() {
    String name = "Queue" + newId();
    directSqs().createQueue(r -> r.queueName(name));
    return name;
  }

  /** Changes a parameter of SSM; bypasses the faults. */
  public static void putParameter(String name, String value) {
    try (SsmClient ssm =
        SsmClient.builder()
            .endpointOverride(EMULATORS.ssm())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(anyone())
            .httpClient(UrlConnectionHttpClient.create())
            .build()) {
      ssm.putParameter(
          r -> r.name(name).value(value).type(ParameterType.SECURE_STRING).overwrite(true));
    }
  }

  /** The URL of DynamoDB that bypasses the faults. */
  public static URI directUrl() {
    return EMULATORS.dynamodb();
  }

  /** A client that bypasses the faults. */
  public static DynamoDbClient direct() {
    return Direct.DYNAMODB;
  }

  /** A client that bypasses the faults. */
  public static SqsClient directSqs() {
    return Direct.SQS;
  }

  /** An item of a table, empty if there is none. */
  public static Map<String, AttributeValue> item(String table, String key, String value) {
    return direct()
        .getItem(
            r ->
                r.tableName(table)
                    .key(Map.of(key, AttributeValue.fromS(value)))
                    .consistentRead(true))
        .item();
  }

  /** Receives and deletes all visible messages of a queue. */
  public static List<Message> drain(String queueLogicalId) {
    String url = queueUrl(queueLogicalId);
    List<Message> all = new ArrayList<>();
    List<Message> some;
    do {
      some =
          directSqs()
              .receiveMessage(
                  r ->
                      r.queueUrl(url)
                          .maxNumberOfMessages(10)
                          .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
              .messages();
      delete(url, some);
      all.addAll(some);
    } while (!some.isEmpty());
    return all;
  }

  private static void delete(String url, List<Message> messages) {
    List<DeleteMessageBatchRequestEntry> entries = messages.stream().map(Aws::deletion).toList();
    if (!entries.isEmpty()) {
      directSqs().deleteMessageBatch(r -> r.queueUrl(url).entries(entries));
    }
  }

  private static DeleteMessageBatchRequestEntry deletion(Message message) {
    return DeleteMessageBatchRequestEntry.builder()
        .id(message.messageId())
        .receiptHandle(message.receiptHandle())
        .build();
  }

  /** Ids that no other test uses. */
  public static List<String> newIds(int count) {
    return IntStream.range(0, count).mapToObj(i -> newId()).toList();
  }

  /** An id that no other test uses, 18 digits long. */
  public static synchronized String newId() {
    return Long.toString(++lastId);
  }

  private static long lastId =
      100_000_000_000_000_000L + System.nanoTime() % 1_000_000_000_000_000L;

  private static SdkHttpClient http(Duration attempt) {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(Duration.ofSeconds(1))
        .socketTimeout(attempt)
        .build();
  }

  private static void timeOut(
      ClientOverrideConfiguration.Builder configuration, Duration attempt, Duration call) {
    configuration
        .apiCallAttemptTimeout(attempt)
        .apiCallTimeout(call)
        .retryStrategy(AwsRetryStrategy.forRetryMode(RetryMode.defaultRetryMode()));
  }

  private static StaticCredentialsProvider anyone() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
  }

  private static final class Direct {
    static final DynamoDbClient DYNAMODB =
        DynamoDbClient.builder()
            .endpointOverride(EMULATORS.dynamodb())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(anyone())
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    static final SqsClient SQS =
        SqsClient.builder()
            .endpointOverride(EMULATORS.sqs())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(anyone())
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }
}
