package dev.leadlog.proof;

import dev.leadlog.emulators.RuntimeApi.Answer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Shows that each function's package answers its events: starts them one after the other, sends
 * what stands in {@code localstack/events}, and lets one lead go all the way.
 */
final class Smoke {

  /** What each event of the operations function is answered with, in this order. */
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
    OPERATIONS.put("operations-erase", "\"erasedAt\"");
    OPERATIONS.put("operations-preview", "Ada Lovelace");
    OPERATIONS.put("operations-suggest-mapping", "format_phone_number");
    OPERATIONS.put("operations-sweep", "\"enqueued\":");
    OPERATIONS.put("operations-delete-page", "\"done\":true");
  }

  private final Stage stage;
  private final Events events;
  private int failures;

  private Smoke(Path home) {
    this.stage = new Stage(home);
    this.events = new Events(home);
  }

  public static void main(String[] args) {
    Smoke smoke = new Smoke(Path.of(System.getProperty("proof.home")));
    try (smoke.stage) {
      smoke.run();
    }
    System.out.println(
        smoke.failures == 0
            ? "Every function answered as it should."
            : smoke.failures
                + " answers were wrong; what the functions printed: "
                + smoke.stage.log());
    System.exit(smoke.failures == 0 ? 0 : 1);
  }

  private void run() {
    String lead = stage.leads(1).get(0);
    try (Function api = stage.start("Api")) {
      title("Api");
      http(api, "api-save-page", 200, "\"pageId\":\"" + Stage.PAGE + "\"");
      http(api, "api-pages", 200, "Acme");
      http(api, "api-lead-logs", 200, "\"items\":[");
      http(api, "api-lead-log", 404, "is not in the log");
    }
    try (Function webhook = stage.start("Webhook")) {
      title("Webhook");
      http(webhook, "webhook-handshake", 200, "115840299099999999999999");
      http(webhook, "webhook-unsigned", 403, "does not sign");
      http(webhook, "webhook-one-lead", 200, "recorded");
      http(webhook, "webhook-three-changes-as-base64", 200, "recorded");
      http(webhook, "webhook-dashboard-test", 200, "recorded");
      Answer answer = webhook.invoke(events.announcing(List.of(lead)));
      check("a lead of the simulated Meta's", answer, "\"statusCode\":200");
    }
    try (Function processor = stage.start("Processor")) {
      title("Processor");
      List<Message> batch = receive();
      Answer answer = processor.invoke(events.batch(batch));
      check("a batch of " + batch.size() + " messages", answer, "{\"batchItemFailures\":[]}");
      check(
          "processor-messages",
          processor.invoke(events.file("processor-messages")),
          "{\"batchItemFailures\":[]}");
    }
    try (Function api = stage.start("Api")) {
      title("Api");
      check(
          "the lead of the simulated Meta's",
          api.invoke(events.leadLog(lead)),
          "\\\"status\\\":\\\"Processed\\\"");
      http(api, "api-lead-log", 200, "META_LEAD_NOT_VISIBLE");
      http(api, "api-process-again", 409, "only a lead that is neither Pending nor Processed");
    }
    try (Function poller = stage.start("Poller")) {
      title("Poller");
      check(
          "poller-sweep",
          poller.invoke(events.file("poller-sweep")),
          "{\"enqueued\":0,\"deadLetters\":0}");
      check("poller-poll", poller.invoke(events.file("poller-poll")), "{\"pages\":");
    }
    try (Function operations = stage.start("Operations")) {
      title("Operations");
      OPERATIONS.forEach(
          (event, answer) -> check(event, operations.invoke(events.file(event)), answer));
    }
  }

  private void title(String function) {
    System.out.println(stage.code(function) + " as " + function);
  }

  private void http(Function function, String event, int status, String inTheBody) {
    Answer answer = function.invoke(events.file(event));
    boolean right =
        !answer.isError()
            && Events.json(answer.body()).path("statusCode").asInt() == status
            && Events.json(answer.body()).path("body").asText().contains(inTheBody);
    report(event + " → " + status, right, answer);
  }

  private void check(String event, Answer answer, String inTheAnswer) {
    report(event, !answer.isError() && answer.body().contains(inTheAnswer), answer);
  }

  private void report(String what, boolean right, Answer answer) {
    System.out.println((right ? "  ok     " : "  WRONG  ") + what);
    if (!right) {
      failures++;
      System.out.println("         it answered: " + answer.body());
    }
  }

  /** As Lambda does before it calls the processor. */
  private List<Message> receive() {
    try (SqsClient sqs = stage.sqs()) {
      return sqs.receiveMessage(
              r ->
                  r.queueUrl(stage.queueUrl("LeadQueue"))
                      .maxNumberOfMessages(10)
                      .waitTimeSeconds(1))
          .messages();
    }
  }
}
