package dev.leadlog.emulators;

import static dev.leadlog.emulators.Template.map;
import static dev.leadlog.emulators.Template.maps;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Creates the template's tables and queues, each under its logical id. */
final class Provisioning {

  private final Template template;
  private final DynamoDbClient dynamodb;
  private final SqsClient sqs;

  Provisioning(Template template, URI dynamodb, URI sqs) {
    this.template = template;
    this.dynamodb = client(DynamoDbClient.builder(), dynamodb);
    this.sqs = client(SqsClient.builder(), sqs);
  }

  private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, URI endpoint) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  void provision() {
    template.ofType("AWS::DynamoDB::Table").forEach(this::table);
    Map<String, Map<String, Object>> queues = template.ofType("AWS::SQS::Queue");
    queues.forEach((name, properties) -> sqs.createQueue(r -> r.queueName(name)));
    queues.forEach(this::configure);
  }

  /** The prefix of all queue URLs, without the slash before the name. */
  String queues() {
    String any = template.ofType("AWS::SQS::Queue").keySet().iterator().next();
    return prefix(url(any));
  }

  private void table(String name, Map<String, Object> properties) {
    try {
      dynamodb.createTable(
          CreateTableRequest.builder()
              .tableName(name)
              .billingMode(BillingMode.PAY_PER_REQUEST)
              .attributeDefinitions(attributes(properties))
              .keySchema(keys(properties))
              .globalSecondaryIndexes(indexes(properties))
              .streamSpecification(stream(properties))
              .build());
    } catch (ResourceInUseException kept) {
      // the table exists in the data directory of an earlier run
    }
  }

  private static StreamSpecification stream(Map<String, Object> table) {
    if (!table.containsKey("StreamSpecification")) {
      return null;
    }
    return StreamSpecification.builder()
        .streamEnabled(true)
        .streamViewType((String) map(table.get("StreamSpecification")).get("StreamViewType"))
        .build();
  }

  private static List<AttributeDefinition> attributes(Map<String, Object> table) {
    return maps(table.get("AttributeDefinitions")).stream()
        .map(
            a ->
                AttributeDefinition.builder()
                    .attributeName((String) a.get("AttributeName"))
                    .attributeType((String) a.get("AttributeType"))
                    .build())
        .toList();
  }

  private static List<KeySchemaElement> keys(Map<String, Object> schema) {
    return maps(schema.get("KeySchema")).stream()
        .map(
            k ->
                KeySchemaElement.builder()
                    .attributeName((String) k.get("AttributeName"))
                    .keyType((String) k.get("KeyType"))
                    .build())
        .toList();
  }

  @SuppressWarnings("unchecked")
  private static List<GlobalSecondaryIndex> indexes(Map<String, Object> table) {
    List<GlobalSecondaryIndex> indexes =
        maps(table.get("GlobalSecondaryIndexes")).stream()
            .map(
                i -> {
                  Map<String, Object> projection = map(i.get("Projection"));
                  return GlobalSecondaryIndex.builder()
                      .indexName((String) i.get("IndexName"))
                      .keySchema(keys(i))
                      .projection(
                          Projection.builder()
                              .projectionType((String) projection.get("ProjectionType"))
                              .nonKeyAttributes((List<String>) projection.get("NonKeyAttributes"))
                              .build())
                      .build();
                })
            .toList();
    return indexes.isEmpty() ? null : indexes;
  }

  private void configure(String name, Map<String, Object> properties) {
    Map<QueueAttributeName, String> attributes = new HashMap<>();
    if (properties.containsKey("VisibilityTimeout")) {
      attributes.put(
          QueueAttributeName.VISIBILITY_TIMEOUT, "" + properties.get("VisibilityTimeout"));
    }
    if (properties.containsKey("RedrivePolicy")) {
      Map<String, Object> redrive = map(properties.get("RedrivePolicy"));
      String target = redrive.get("deadLetterTargetArn").toString().replace(".Arn", "");
      attributes.put(
          QueueAttributeName.REDRIVE_POLICY,
          "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%s}"
              .formatted(arn(target), redrive.get("maxReceiveCount")));
    }
    if (!attributes.isEmpty()) {
      sqs.setQueueAttributes(r -> r.queueUrl(url(name)).attributes(attributes));
    }
  }

  private String arn(String queue) {
    return sqs.getQueueAttributes(
            r -> r.queueUrl(url(queue)).attributeNames(QueueAttributeName.QUEUE_ARN))
        .attributes()
        .get(QueueAttributeName.QUEUE_ARN);
  }

  private String url(String queue) {
    return sqs.getQueueUrl(r -> r.queueName(queue)).queueUrl();
  }

  private static String prefix(String queueUrl) {
    return queueUrl.substring(0, queueUrl.lastIndexOf('/'));
  }
}
