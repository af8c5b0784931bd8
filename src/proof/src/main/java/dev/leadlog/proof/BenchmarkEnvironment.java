package dev.leadlog.proof;

import dev.leadlog.emulators.Emulators;
import dev.leadlog.emulators.Template;
import dev.leadlog.simulatedmeta.MetaRequest;
import dev.leadlog.simulatedmeta.MetaResponse;
import dev.leadlog.simulatedmeta.SimulatedMeta;
import dev.leadlog.simulatedmeta.SimulatedMetaServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The environment of the functions: emulated AWS services, a simulated Meta, and the environment
 * variables of the template.
 */
final class BenchmarkEnvironment implements AutoCloseable {

  static final String PAGE = "1635959142565683";
  static final String FORM = "527829666666421";
  private static final String SECRET = "local-app-secret";

  /** The heap of Lambda's Java runtimes with 1,024 MB. */
  private static final String DEFAULT_HEAP = "870m";

  private static final Pattern ID = Pattern.compile("[0-9]{10,}");

  private final Path home;
  private final boolean asNative;
  private final Path work;
  private final Template template;
  private final Emulators emulators = Emulators.start(Optional.empty());
  private final SimulatedMeta meta = new SimulatedMeta(SECRET, URI.create("http://127.0.0.1:1/"));
  private final AtomicLong metaNanos = new AtomicLong();
  private final SimulatedMetaServer metaServer = SimulatedMetaServer.start(this::timed);
  private final Map<String, LambdaInstance.Package> packages = new HashMap<>();

  BenchmarkEnvironment(Path home) {
    this(home, false);
  }

  /**
   * @param asNative whether Java packages are packed and started like native executables
   */
  BenchmarkEnvironment(Path home, boolean asNative) {
    this.home = home;
    this.asNative = asNative;
    this.template = Template.read(home.resolve("template.yaml"));
    try {
      this.work = Files.createTempDirectory("leadlog-proof");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MetaResponse timed(MetaRequest request) {
    long begin = System.nanoTime();
    try {
      return meta.handle(request);
    } finally {
      metaNanos.addAndGet(System.nanoTime() - begin);
    }
  }

  /** The total response time of Meta so far. */
  long metaNanos() {
    return metaNanos.get();
  }

  /** Starts an instance of a function with additional environment variables. */
  LambdaInstance start(String function, Map<String, String> more) {
    Map<String, String> environment = environment(function);
    environment.putAll(more);
    return LambdaInstance.start(code(function), environment, DEFAULT_HEAP, log());
  }

  /** Starts an instance of a function, by its logical id. */
  LambdaInstance start(String function) {
    return start(function, DEFAULT_HEAP);
  }

  /** The same with the given heap, such as {@code 256m}. */
  LambdaInstance start(String function, String heap) {
    return LambdaInstance.start(code(function), environment(function), heap, log());
  }

  /** The same with longer timeouts, because DynamoDB Local is slower than DynamoDB. */
  LambdaInstance startWithLongTimeouts(String function, String heap) {
    Map<String, String> environment = environment(function);
    environment.put("QUARKUS_DYNAMODB_SYNC_CLIENT_SOCKET_TIMEOUT", "20s");
    environment.put("QUARKUS_DYNAMODB_API_CALL_ATTEMPT_TIMEOUT", "20s");
    environment.put("QUARKUS_DYNAMODB_API_CALL_TIMEOUT", "60s");
    return LambdaInstance.start(code(function), environment, heap, log());
  }

  /** The same with a meter between the function and DynamoDB and SQS. */
  LambdaInstance start(String function, UsageMeter meter) {
    Map<String, String> environment = environment(function);
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", meter.url().toString());
    environment.put("AWS_ENDPOINT_URL_SQS", meter.url().toString());
    return LambdaInstance.start(code(function), environment, DEFAULT_HEAP, log());
  }

  /** The same with distant stores. */
  LambdaInstance start(String function, DistantStores distantStores) {
    Map<String, String> environment = environment(function);
    environment.putAll(distantStores.endpoints());
    return LambdaInstance.start(
        code(function), environment, DEFAULT_HEAP, distantStores.arguments(), log());
  }

  /** Puts the stores that the webhook calls behind the latency proxy. */
  DistantStores distantStores(LatencyProxy latencyProxy) {
    return new DistantStores(
        Map.of(
            "AWS_ENDPOINT_URL_DYNAMODB", latencyProxy.behind(emulators.dynamodb()).toString(),
            "AWS_ENDPOINT_URL_SQS", latencyProxy.behind(emulators.sqs()).toString(),
            "AWS_ENDPOINT_URL_SSM", latencyProxy.behind(emulators.ssm()).toString()),
        latencyProxy.arguments());
  }

  /** The endpoints of the stores, and the arguments with which a function trusts them. */
  record DistantStores(Map<String, String> endpoints, List<String> arguments) {}

  /**
   * The runtimes of the started functions, such as {@code Java 17}; without any, the runtime of
   * this process.
   */
  String runtimes() {
    Set<String> runtimes = new TreeSet<>();
    for (LambdaInstance.Package started : packages.values()) {
      try {
        runtimes.add(started.runtime());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return runtimes.isEmpty()
        ? "Java " + Runtime.version().feature()
        : String.join(" and ", runtimes);
  }

  /** The working folder of this run. */
  Path work() {
    return work;
  }

  UsageMeter meter() {
    return new UsageMeter(emulators.dynamodb(), emulators.sqs());
  }

  LambdaInstance.Package code(String function) {
    String zip = template.part("Resources", function, "Properties").get("CodeUri").toString();
    return packages.computeIfAbsent(
        zip,
        path -> {
          try {
            String name = path.split("/")[1];
            return LambdaInstance.Package.unpack(zip(path, name), work.resolve(name));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private Path zip(String path, String name) throws IOException {
    Path built = home.resolve(path);
    if (!asNative) {
      return built;
    }
    Path scripted = work.resolve(name + ".zip");
    ScriptedExecutable.write(built, LambdaInstance.java(), scripted);
    return scripted;
  }

  /** The output of all functions. */
  Path log() {
    return work.resolve("functions.log");
  }

  private Map<String, String> environment(String function) {
    Map<String, String> environment = new TreeMap<>();
    template.environment(function).forEach((name, value) -> environment.put(name, resolved(value)));
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", emulators.dynamodb().toString());
    environment.put("AWS_ENDPOINT_URL_SQS", emulators.sqs().toString());
    environment.put("AWS_ENDPOINT_URL_SSM", emulators.ssm().toString());
    environment.put("AWS_ENDPOINT_URL_SNS", emulators.sns().toString());
    environment.put("AWS_ENDPOINT_URL_S3", emulators.s3().toString());
    environment.put("AWS_REGION", "eu-central-1");
    environment.put("AWS_ACCESS_KEY_ID", "local");
    environment.put("AWS_SECRET_ACCESS_KEY", "local");
    environment.put("AWS_LAMBDA_FUNCTION_NAME", function);
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
    environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "local");
    environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
    return environment;
  }

  /** Replaces the logical ids of the template by the resources of the emulators. */
  private String resolved(String value) {
    if (template.ofType("AWS::S3::Bucket").containsKey(value)) {
      return Emulators.bucket(value);
    }
    if (template.ofType("AWS::SQS::Queue").containsKey(value)) {
      return emulators.queueUrl(value);
    }
    if (template.ofType("AWS::SNS::Topic").containsKey(value)) {
      return emulators.topicArn(value);
    }
    if (value.equals("GraphUrl")) {
      return metaServer.url().toString();
    }
    return template.part("Parameters").containsKey(value)
        ? template.part("Parameters", value).get("Default").toString()
        : value;
  }

  /** Creates leads at the simulated Meta and returns their ids. */
  List<String> leads(int count) {
    return leads(PAGE, FORM, count);
  }

  /** The same with a form of another page. */
  List<String> leads(String page, String form, int count) {
    String request =
        "{\"pageId\":\"%s\",\"formId\":\"%s\",\"count\":%d,\"notify\":false}"
            .formatted(page, form, count);
    String response =
        meta.handle(
                new MetaRequest(
                    "POST", "/leads", Map.of(), null, request.getBytes(StandardCharsets.UTF_8)))
            .body();
    List<String> ids = new ArrayList<>();
    Matcher id = ID.matcher(response);
    while (id.find()) {
      ids.add(id.group());
    }
    return ids;
  }

  DynamoDbClient dynamodb() {
    return DynamoDbClient.builder()
        .endpointOverride(emulators.dynamodb())
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(anyone())
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  SqsClient sqs() {
    return SqsClient.builder()
        .endpointOverride(emulators.sqs())
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(anyone())
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  String queueUrl(String logicalId) {
    return emulators.queueUrl(logicalId);
  }

  /** The import bucket. */
  Bucket bucket() {
    return new Bucket(emulators.s3().resolve("/" + Emulators.bucket("ImportBucket") + "/"));
  }

  private static StaticCredentialsProvider anyone() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
  }

  @Override
  public void close() {
    metaServer.close();
    emulators.close();
  }
}
