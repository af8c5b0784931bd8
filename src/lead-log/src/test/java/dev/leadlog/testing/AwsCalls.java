package dev.leadlog.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.text.Json;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Records the calls of the code to AWS in the form of IAM permissions: {@code dynamodb:PutItem
 * LeadLogs}. The calls of the tests themselves are not recorded.
 */
public final class AwsCalls {

  /** A recorded request. */
  record Call(String target, String body) {}

  private static final Pattern TARGET =
      Pattern.compile("(DynamoDB|AmazonSQS|AmazonSSM|AmazonS3|AmazonSNS).*\\.(\\w+?)(Batch)?");

  /** {@code /importbucket/incoming/march.csv}. */
  private static final Pattern FILE = Pattern.compile("/(\\w+)/(\\w+)/.*");

  private static final Pattern INSERT = Pattern.compile("INSERT INTO \"([^\"]+)\".*");

  /** SNS uses the query protocol: a form that contains the operation. */
  private static final Pattern PUBLISHING =
      Pattern.compile("(?s)Action=(\\w+)&.*?TopicArn=[^&]*%3A([^&]+).*");

  /** Deletes the recorded calls. */
  public static void forget() {
    proxies().forEach(FaultyProxy::forget);
  }

  /** The calls since {@link #forget}: an action and a resource each. */
  public static Set<String> recorded() {
    return proxies()
        .flatMap(proxy -> proxy.calls().stream())
        .flatMap(AwsCalls::permissions)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The number of calls since {@link #forget}. */
  public static int count() {
    return proxies().mapToInt(proxy -> proxy.calls().size()).sum();
  }

  private static Stream<FaultyProxy> proxies() {
    return Stream.of(Aws.dynamodb(), Aws.sqs(), Aws.ssm(), Aws.s3(), Aws.sns());
  }

  private static Stream<String> permissions(Call call) {
    Matcher target = TARGET.matcher(call.target());
    if (!target.matches()) {
      return Stream.of("? " + call.target());
    }
    String operation = target.group(2);
    if (target.group(1).equals("AmazonS3")) {
      return Stream.of("s3:" + operation + " " + folder(call.body()));
    }
    if (target.group(1).equals("AmazonSNS")) {
      return Stream.of("sns:" + operation + " " + call.body());
    }
    JsonNode body = Json.read(call.body()).orElseThrow();
    return switch (target.group(1)) {
      case "AmazonSQS" -> Stream.of("sqs:" + operation + " " + lastPart(body.path("QueueUrl")));
      case "AmazonSSM" -> names(operation, body).map(n -> "ssm:" + operation + " " + n.asText());
      default -> ofDynamoDb(operation, body).map(permission -> "dynamodb:" + permission);
    };
  }

  /**
   * Converts a request of S3, whose operation is in the method and the path, to the target of other
   * services. Each step of a multipart upload becomes the permission that it needs.
   *
   * @return empty for a request of another service
   */
  static Optional<Call> ofS3(String method, URI uri) {
    return switch (method) {
      case "PUT" -> Optional.of(new Call("AmazonS3.PutObject", uri.getPath()));
      case "GET", "HEAD" -> Optional.of(new Call("AmazonS3.GetObject", uri.getPath()));
      case "POST" ->
          String.valueOf(uri.getQuery()).contains("upload")
              ? Optional.of(new Call("AmazonS3.PutObject", uri.getPath()))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** The same for SNS; only the topic's name of the request is kept. */
  static Optional<Call> ofSns(String body) {
    Matcher publishing = PUBLISHING.matcher(body);
    return publishing.matches()
        ? Optional.of(new Call("AmazonSNS." + publishing.group(1), publishing.group(2)))
        : Optional.empty();
  }

  /** The resource in the form of a role: {@code importbucket/incoming/*}. */
  private static String folder(String path) {
    Matcher file = FILE.matcher(path);
    return file.matches() ? file.group(1) + "/" + file.group(2) + "/*" : path;
  }

  private static Stream<String> ofDynamoDb(String operation, JsonNode body) {
    return switch (operation) {
      case "BatchExecuteStatement" ->
          each(body.path("Statements"))
              .map(statement -> INSERT.matcher(statement.path("Statement").asText()))
              .filter(Matcher::matches)
              .map(insert -> "PartiQLInsert " + insert.group(1));
      case "BatchGetItem" -> names(body.path("RequestItems")).map(table -> "BatchGetItem " + table);
      case "TransactWriteItems" ->
          each(body.path("TransactItems"))
              .flatMap(
                  item ->
                      Stream.of("Put", "Update", "Delete", "ConditionCheck")
                          .filter(item::has)
                          .map(
                              kind -> kind + "Item " + item.path(kind).path("TableName").asText()));
      default -> {
        String index = body.has("IndexName") ? "/index/" + body.path("IndexName").asText() : "";
        yield Stream.of(operation + " " + body.path("TableName").asText() + index);
      }
    };
  }

  private static Stream<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey);
  }

  private static Stream<JsonNode> names(String operation, JsonNode body) {
    return operation.equals("PutParameter")
        ? Stream.of(body.path("Name"))
        : each(body.path("Names"));
  }

  private static Stream<JsonNode> each(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  private static String lastPart(JsonNode url) {
    return url.asText().substring(url.asText().lastIndexOf('/') + 1);
  }

  private AwsCalls() {}
}
