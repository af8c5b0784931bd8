package dev.leadlog.emulators;

import static dev.leadlog.emulators.Template.map;
import static dev.leadlog.emulators.Template.maps;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
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
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Creates the template's tables and queues, each under its logical id. */
final class Provisioning {

  private final Template template;
  private final DynamoDbClient dynamodb;
  private final SqsClient sqs;

  Provisioning(Template template, URI dynamodb, URI sqs) {
    this.template = template;
    StaticCredentialsProvider anyone =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
    this.dynamodb =
        DynamoDbClient.builder()
            .endpointOverride(dynamodb)
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(anyone)
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    this.sqs =
        SqsClient.builder()
            .endpointOverride(sqs)
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(anyone)
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  void provision() {
    template.ofType("AWS::DynamoDB::Table").forEach(this::table);
    Map<String, Map<String, Object>> queues = template.ofType("AWS::SQS::Queue");
    queues.forEach((name, properties) -> sqs.createQueue(r -> r.queueName(name)));
    queues.forEach(this::configure);
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
              .build());
    } catch (ResourceInUseException kept) {
      // a data directory of an earlier run has it already
    }
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
          "{\"deadLetterTargetArn\":\"arn:aws:sqs:elasticmq:000000000000:%s\",\"maxReceiveCount\":%s}"
              .formatted(target, redrive.get("maxReceiveCount")));
    }
    if (!attributes.isEmpty()) {
      String url = sqs.getQueueUrl(r -> r.queueName(name)).queueUrl();
      sqs.setQueueAttributes(r -> r.queueUrl(url).attributes(attributes));
    }
  }
}
