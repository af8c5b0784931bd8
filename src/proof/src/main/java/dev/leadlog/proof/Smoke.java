package dev.leadlog.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.emulators.RuntimeApi.FunctionResponse;
import dev.leadlog.proof.DocumentedCalls.DocumentedCall;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Checks that each function's package answers its events: starts the packages one after the other,
 * sends the events of {@code localstack/events} and the calls of {@code docs/operations.md},
 * processes a lead from the webhook to the destination, imports a file, opens an export, and shows
 * the console.
 */
final class Smoke {

  /** A part of the response to each event of the operations function, in this order. */
  private static final Map<String, String> OPERATIONS = new LinkedHashMap<>();

  static {
    OPERATIONS.put("operations-save-page", "\"revision\":");
    OPERATIONS.put("operations-show-page", "Spring offer");
    OPERATIONS.put("operations-pages", "\"items\":[");
    OPERATIONS.put("operations-list", "\"items\":[");
    OPERATIONS.put("operations-get", "META_LEAD_NOT_VISIBLE");
    OPERATIONS.put("operations-process-one", "\"status\":409");
    OPERATIONS.put("operations-process-many", "\"matched\":0");
    OPERATIONS.put("operations-retry", "\"refused\":0");
    OPERATIONS.put("operations-processed", "\"status\":409");
    OPERATIONS.put("operations-loss", "\"status\":409");
    OPERATIONS.put("operations-correct", "\"status\":409");
    OPERATIONS.put("operations-job", "\"status\":404");
    OPERATIONS.put("operations-jobs", "\"kind\":\"export\"");
    OPERATIONS.put("operations-cancel-job", "\"status\":404");
    OPERATIONS.put("operations-import", "\"accepted\":1");
    OPERATIONS.put("operations-import-file", "\"job\":");
    OPERATIONS.put("operations-export", "\"job\":");
    OPERATIONS.put("operations-export-inline", "\"rows\":");
    OPERATIONS.put("operations-poll", "\"job\":");
    OPERATIONS.put("operations-erase", "\"erasedAt\"");
    OPERATIONS.put("operations-preview", "Ada Lovelace");
    OPERATIONS.put("operations-suggest-mapping", "format_phone_number");
    OPERATIONS.put("operations-sweep", "\"enqueued\":");
    OPERATIONS.put("operations-discover", "\"configured\":true");
    OPERATIONS.put("operations-subscribe", "\"fields\":[\"leadgen\"]");
    OPERATIONS.put("operations-forms", "\"mapped\":[\"");
    OPERATIONS.put("operations-health", "\"issues\":[]");
    OPERATIONS.put("operations-delete-page", "\"done\":true");
  }

  /** A page without configuration, and the number of its leads that the calls need. */
  private static final String NOT_CONFIGURED = "1635959142565999";

  private static final int LEADS_FOR_CALLS = 40;
  private static final String FILE = "incoming/leads.csv";
  private static final FunctionResponse NO_ANSWER = new FunctionResponse(false, "nothing");

  private final Path home;
  private final BenchmarkEnvironment benchmarkEnvironment;
  private final Events events;
  private final Set<String> sent = new TreeSet<>();
  private int failures;

  private Smoke(Path home, boolean asNative) {
    this.home = home;
    this.benchmarkEnvironment = new BenchmarkEnvironment(home, asNative);
    this.events = new Events(home);
  }

  public static void main(String[] args) {
    boolean asNative = List.of(args).equals(List.of("--as-native"));
    if (args.length > 0 && !asNative) {
      System.err.println("usage: src/proof/smoke [--as-native]");
      System.exit(2);
    }
    Smoke smoke = new Smoke(Path.of(System.getProperty("proof.home")), asNative);
    try (smoke.benchmarkEnvironment) {
      smoke.run();
    }
    System.out.println(
        smoke.failures == 0
            ? "All responses are correct."
            : smoke.failures
                + " responses are wrong. The functions' output is in "
                + smoke.benchmarkEnvironment.log());
    System.exit(smoke.failures == 0 ? 0 : 1);
  }

  private void run() {
    String lead = benchmarkEnvironment.leads(1).get(0);
    List<String> unconfigured =
        benchmarkEnvironment.leads(NOT_CONFIGURED, NOT_CONFIGURED, LEADS_FOR_CALLS);
    String export;
    try (LambdaInstance api = benchmarkEnvironment.start("Api")) {
      title("Api");
      http(api, "api-save-page", 200, "\"pageId\":\"" + BenchmarkEnvironment.PAGE + "\"");
      http(api, "api-pages", 200, "Acme");
      http(api, "api-lead-logs", 200, "\"items\":[");
      http(api, "api-lead-logs-csv", 200, "\uFEFFLeadgen ID,");
      http(api, "api-lead-log", 404, "is not in the log");
      export = jobOf(http(api, "api-export", 202, "\"job\":"));
      sent.add("api-process-again");
      sendOtherEvents("api-", api);
    }
    try (LambdaInstance webhook = benchmarkEnvironment.start("Webhook")) {
      title("Webhook");
      http(webhook, "webhook-handshake", 200, "115840299099999999999999");
      http(webhook, "webhook-unsigned", 403, "the header X-Hub-Signature-256 is missing");
      http(webhook, "webhook-one-lead", 200, "recorded");
      http(webhook, "webhook-three-changes-as-base64", 200, "recorded");
      http(webhook, "webhook-dashboard-test", 200, "recorded");
      sendOtherEvents("webhook-", webhook);
      FunctionResponse response = webhook.invoke(events.announcing(List.of(lead)));
      check("a lead of the simulated Meta", response, "\"statusCode\":200");
      webhook.invoke(events.announcing(NOT_CONFIGURED, NOT_CONFIGURED, unconfigured));
    }
    try (LambdaInstance processor = benchmarkEnvironment.start("Processor")) {
      title("Processor");
      check(
          "processor-messages",
          processor.invoke(event("processor-messages")),
          "{\"batchItemFailures\":[]}");
      drainQueue("LeadQueue", processor);
      drainQueue("JobQueue", processor);
      drainQueue("BacklogQueue", processor);
      sendOtherEvents("processor-", processor);
    }
    try (LambdaInstance api = benchmarkEnvironment.start("Api")) {
      title("Api");
      check(
          "the lead of the simulated Meta",
          api.invoke(events.get("/api/lead-logs/" + lead)),
          "\\\"status\\\":\\\"Processed\\\"");
      checkExport(api.invoke(events.get("/api/jobs/" + export)));
      http(api, "api-lead-log", 200, "META_LEAD_NOT_VISIBLE");
      http(api, "api-health", 200, "\"checkedAt\":");
      http(api, "api-process-again", 409, "only a lead that is neither Pending nor Processed");
    }
    try (LambdaInstance importer = benchmarkEnvironment.start("Importer")) {
      title("Importer");
      benchmarkEnvironment.bucket().put(FILE, home.resolve("localstack/leads.csv"));
      check("importer-file", importer.invoke(event("importer-file")), "\"job\":\"import-");
      sendOtherEvents("importer-", importer);
    }
    try (LambdaInstance processor = benchmarkEnvironment.start("Processor")) {
      title("Processor");
      drainQueue("JobQueue", processor);
      String result = benchmarkEnvironment.bucket().text("results/leads.json");
      check(
          "the result beside the imported file",
          new FunctionResponse(false, result),
          "\"accepted\":2,\"duplicates\":0,\"filled\":0,\"rejectedCount\":1");
    }
    try (LambdaInstance poller = benchmarkEnvironment.start("Poller")) {
      title("Poller");
      check(
          "poller-sweep",
          poller.invoke(event("poller-sweep")),
          "{\"enqueued\":0,\"deadLetters\":0}");
      check("poller-poll", poller.invoke(event("poller-poll")), "{\"pages\":");
      check("poller-health", poller.invoke(event("poller-health")), "{\"checked\":1,");
      sendOtherEvents("poller-", poller);
    }
    try (LambdaInstance statistics = benchmarkEnvironment.start("Statistics")) {
      title("Statistics");
      check("statistics-changes", statistics.invoke(event("statistics-changes")), "{\"state\":{}}");
      sendOtherEvents("statistics-", statistics);
    }
    try (LambdaInstance operations = benchmarkEnvironment.start("Operations")) {
      title("Operations");
      OPERATIONS.keySet().forEach(sent::add);
      sendOtherEvents("operations-", operations);
      OPERATIONS.forEach((name, response) -> check(name, operations.invoke(event(name)), response));
      System.out.println("docs/operations.md, with the same function");
      runDocumentedCalls(operations, unconfigured, export);
    }
    try (LambdaInstance console = benchmarkEnvironment.start("Console")) {
      title("Console");
      http(console, "console-page", 200, "<leadlog-app>");
      sendOtherEvents("console-", console);
    }
    try (LambdaInstance roles = benchmarkEnvironment.start("Roles")) {
      title("Roles");
      check(
          "roles-token",
          roles.invoke(event("roles-token")),
          "\"scopesToSuppress\":[\"leadlog/configure\",\"leadlog/erase\",\"leadlog/operate\"]");
      sendOtherEvents("roles-", roles);
    }
    events.names().stream()
        .filter(name -> !sent.contains(name))
        .forEach(name -> report(name + " belongs to no function", false, NO_ANSWER));
  }

  /** Sends all other events of a function; each must name an existing path or action. */
  private void sendOtherEvents(String prefix, LambdaInstance function) {
    events.names().stream()
        .filter(name -> name.startsWith(prefix) && !sent.contains(name))
        .forEach(
            name -> {
              FunctionResponse response = function.invoke(event(name));
              boolean understood =
                  !response.isError()
                      && !response.body().contains("\"actions\":[")
                      && !response.body().contains("\"statusCode\":404")
                      && !response.body().contains("\"statusCode\":5");
              report(name, understood, response);
            });
  }

  /** Makes the documented calls, and checks that every action is documented. */
  private void runDocumentedCalls(LambdaInstance operations, List<String> leads, String export) {
    DocumentedCallRunner runner =
        new DocumentedCallRunner(
            operations, events.file("operations-save-page"), new ArrayDeque<>(leads), export, FILE);
    Set<String> actions = runner.actions();
    Set<String> invoked = new TreeSet<>();
    for (DocumentedCall call : DocumentedCalls.of(home)) {
      String action = call.payload().path("action").asText();
      Optional<String> wrong = runner.run(call);
      report("line " + call.line() + ": " + action, wrong.isEmpty(), answer(wrong));
      if (call.invokes()) {
        invoked.add(action);
      }
    }
    actions.removeAll(invoked);
    actions.forEach(
        action -> report("no documented line invokes the action " + action, false, NO_ANSWER));
  }

  private static FunctionResponse answer(Optional<String> wrong) {
    return new FunctionResponse(wrong.isPresent(), wrong.orElse(""));
  }

  private static String jobOf(FunctionResponse response) {
    return Events.json(Events.json(response.body()).path("body").asText()).path("job").asText();
  }

  private void checkExport(FunctionResponse response) {
    String job = Events.json(response.body()).path("body").asText();
    String link = Events.json(job).path("link").asText();
    String file = link.isEmpty() ? job : benchmarkEnvironment.bucket().open(link);
    report(
        "the link of the export opens its file",
        file.startsWith("\uFEFFLeadgen ID,"),
        new FunctionResponse(false, file));
  }

  private String event(String name) {
    sent.add(name);
    return events.file(name);
  }

  private void title(String function) {
    System.out.println(benchmarkEnvironment.code(function) + " as " + function);
  }

  private FunctionResponse http(
      LambdaInstance function, String event, int status, String bodyPart) {
    FunctionResponse response = function.invoke(event(event));
    boolean right =
        !response.isError()
            && Events.json(response.body()).path("statusCode").asInt() == status
            && body(Events.json(response.body())).contains(bodyPart);
    report(event + " → " + status, right, response);
    return response;
  }

  /**
   * The body of a response to API Gateway, which is encoded if the Lambda extension calls it
   * binary.
   */
  private static String body(JsonNode response) {
    String body = response.path("body").asText();
    return response.path("isBase64Encoded").asBoolean()
        ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8)
        : body;
  }

  private void check(String event, FunctionResponse response, String answerPart) {
    report(event, !response.isError() && response.body().contains(answerPart), response);
  }

  private void report(String what, boolean right, FunctionResponse response) {
    System.out.println((right ? "  ok     " : "  WRONG  ") + what);
    if (!right) {
      failures++;
      System.out.println(" response: " + response.body());
    }
  }

  /** Processes batches like Lambda until the queue is empty. */
  private void drainQueue(String queue, LambdaInstance processor) {
    String url = benchmarkEnvironment.queueUrl(queue);
    try (SqsClient sqs = benchmarkEnvironment.sqs()) {
      List<Message> batch = receive(sqs, url);
      while (!batch.isEmpty()) {
        check(
            "a batch of " + batch.size() + " messages of " + queue,
            processor.invoke(events.batch(batch)),
            "{\"batchItemFailures\":[]}");
        batch.forEach(
            m -> sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(m.receiptHandle())));
        batch = receive(sqs, url);
      }
    }
  }

  private static List<Message> receive(SqsClient sqs, String url) {
    return sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(1))
        .messages();
  }
}
