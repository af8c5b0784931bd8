package dev.leadlog.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.emulators.RuntimeApi.FunctionResponse;
import dev.leadlog.jobs.Job;
import dev.leadlog.jobs.Jobs;
import dev.leadlog.log.PageId;
import dev.leadlog.page.PageConfigs;
import dev.leadlog.polling.Backfill;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.AwsCalls;
import dev.leadlog.testing.Deployment;
import dev.leadlog.testing.FaultyProxy.Fault;
import dev.leadlog.testing.ImportBucket;
import dev.leadlog.text.Json;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Compares the calls of the deployed processor function with the permissions in template.yaml. */
@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(RuntimeApi.class)
@QuarkusTestResource(GraphApi.class)
@TestProfile(ProcessorRoleTest.AsDeployed.class)
@Order(Deployment.FIRST)
class ProcessorRoleTest {

  private static final Deployment DEPLOYED = Deployment.of("Processor", LeadlogSettings.class);

  /** The topics that the parameter of the template names. */
  private static final String TOPIC = "LeadTopic";

  /** Calls that Lambda itself makes with the role, to receive and delete messages. */
  private static final Set<String> BY_LAMBDA =
      Set.of(
          "sqs:ReceiveMessage LeadQueue",
          "sqs:DeleteMessage LeadQueue",
          "sqs:GetQueueAttributes LeadQueue",
          "sqs:ReceiveMessage BacklogQueue",
          "sqs:DeleteMessage BacklogQueue",
          "sqs:GetQueueAttributes BacklogQueue",
          "sqs:ReceiveMessage JobQueue",
          "sqs:DeleteMessage JobQueue",
          "sqs:GetQueueAttributes JobQueue");

  /** The environment variables of the template, with the secrets in SSM. */
  public static class AsDeployed implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return DEPLOYED.configuration();
    }
  }

  @Inject PageConfigs pages;
  @Inject Jobs jobs;
  @Inject Backfill backfill;

  @Test
  void the_role_and_the_environment_of_the_function_are_exactly_what_it_needs() {
    String page = Aws.newId();
    configure(page);
    String delivered = GraphApi.lead(page);
    String throttled = GraphApi.lead(page, "throttled");
    String anotherPage = Aws.newId();
    configure(anotherPage);
    String tokenDead = GraphApi.lead(anotherPage, "token-dead");
    String pageOfUrl = Aws.newId();
    configure(
        pageOfUrl,
        "{\"type\":\"http\",\"url\":\"https://hooks.invalid\",\"secret\":\"ssm:/leadlog/destination/x\"}");
    String posted = GraphApi.lead(pageOfUrl);
    Aws.createTopic(TOPIC);
    String pageOfTopic = Aws.newId();
    configure(pageOfTopic, "{\"type\":\"sns\",\"topicArn\":\"" + Aws.topicArn(TOPIC) + "\"}");
    String published = GraphApi.lead(pageOfTopic);
    String pageOfNotices = Aws.newId();
    configure(pageOfNotices, "{\"type\":\"email\"}");
    String told = GraphApi.lead(pageOfNotices);
    String pageToPoll = Aws.newId();
    configure(pageToPoll);
    GraphApi.lead(pageToPoll);
    AwsCalls.forget();

    process("LeadQueue", delivered, page);
    process("LeadQueue", throttled, page);
    process("LeadQueue", tokenDead, anotherPage);
    process("LeadQueue", posted, pageOfUrl);
    process("LeadQueue", published, pageOfTopic);
    process("LeadQueue", told, pageOfNotices);
    for (String filter :
        List.of("\"pageId\":\"" + page + "\"", "\"status\":\"Loss\"", "\"test\":\"true\"")) {
      job(filter);
    }
    job("process", "{\"waiting\":{\"pageId\":\"" + page + "\"}}");
    recount();
    backfill(pageToPoll);
    export();
    importFile();
    Aws.dynamodb().setFault(Fault.REFUSES);
    process("LeadQueue", Aws.newId(), page);
    process("BacklogQueue", Aws.newId(), page);
    invoke("JobQueue", "{\"job\":\"of-nobody\"}");
    Aws.dynamodb().clearFault();

    assertThat(recorded()).isEqualTo(withoutMails(withoutLambdas(DEPLOYED.permissions())));
    assertThat(DEPLOYED.permissions()).containsAll(BY_LAMBDA);
    assertThat(DEPLOYED.resourcesOfTheEnvironment())
        .containsExactly(
            "AlarmTopic",
            "BacklogQueue",
            "Bookkeeping",
            "ImportBucket",
            "JobQueue",
            "LeadLogs",
            "LeadQueue",
            "Leads",
            "PageConfigs");
  }

  private static Set<String> recorded() {
    return AwsCalls.recorded().stream()
        .map(call -> call.replaceFirst("/leadlog/(page|destination)/.*", "/leadlog/$1/*"))
        .map(call -> call.replaceFirst("sns:Publish " + TOPIC, "sns:Publish LeadTopicArns"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> withoutLambdas(Set<String> permissions) {
    permissions.removeAll(BY_LAMBDA);
    return permissions;
  }

  /** Removes the permission to send mails, which this deployment without a sender does not use. */
  private static Set<String> withoutMails(Set<String> permissions) {
    assertThat(permissions.removeIf(permission -> permission.startsWith("ses:SendEmail ")))
        .isTrue();
    return permissions;
  }

  private void configure(String page) {
    configure(page, "{\"type\":\"leads-table\"}");
  }

  private void configure(String page, String destination) {
    String document =
        """
        {"accessToken":"ssm:/leadlog/page/%s","destination":%s,
         "forms":[{"formId":"%s","mapping":[{"metaField":"full_name","leadField":"name"}]}]}"""
            .formatted(page, destination, GraphApi.FORM);
    pages.save(Json.read(document).orElseThrow(), new PageId(page), null);
  }

  /** Runs the next slice of a job with a filter. */
  private void job(String filter) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    String request =
        "{\"filter\":{%s,\"from\":\"%s\",\"to\":\"%s\"}}"
            .formatted(filter, today.minusDays(1), today.plusDays(1));
    job("process", request);
  }

  private void job(String kind, String request) {
    String job = jobs.begin(kind, (ObjectNode) Json.read(request).orElseThrow(), "marie").id();
    invoke("JobQueue", "{\"job\":\"" + job + "\"}");
  }

  /** Recounts into the current generation, which changes no counter: the scan and the end. */
  private void recount() {
    String begun = "{\"generation\":0,\"begins\":\"2026-01-01T00:00:00Z\"}";
    String job = jobs.begin("recount", (ObjectNode) Json.read(begun).orElseThrow(), "marie").id();
    for (int part = 0; part < 20 && !isDone(job); part++) {
      invoke("JobQueue", "{\"job\":\"" + job + "\"}");
    }
    assertThat(isDone(job)).isTrue();
  }

  private boolean isDone(String job) {
    return jobs.find(job).orElseThrow().state() == Job.State.DONE;
  }

  /** Runs both slices: one reads the rows, and one completes the file. */
  private void export() {
    String request = "{\"filter\":{\"from\":\"2026-11-01\",\"to\":\"2026-11-02\"}}";
    String job = jobs.begin("export", (ObjectNode) Json.read(request).orElseThrow(), "marie").id();
    invoke("JobQueue", "{\"job\":\"" + job + "\"}");
    invoke("JobQueue", "{\"job\":\"" + job + "\"}");
    assertThat(jobs.find(job).orElseThrow().state()).isEqualTo(Job.State.DONE);
  }

  /** Imports a new lead, a known lead and a lead of an unknown page, and writes the result. */
  private void importFile() {
    String key = "incoming/" + Aws.newId() + ".csv";
    String known = Aws.newId();
    importFile(key, "Leadgen ID,Page ID,Form ID\n%s,1,2\n".formatted(known));
    importFile(
        key,
        "Leadgen ID,Page ID,Form ID\n%s,1,2\n%s,1,2\n%s,,2\n"
            .formatted(Aws.newId(), known, Aws.newId()));
    String result =
        ImportBucket.text(key.replace("incoming", "results").replace("csv", "json")).orElseThrow();
    assertThat(result).contains("\"accepted\":1,\"duplicates\":1,\"filled\":0,\"rejectedCount\":1");
  }

  private void importFile(String key, String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    ObjectNode request =
        Json.object()
            .put("key", key)
            .put("eTag", ImportBucket.put(key, content))
            .put("size", content.length);
    String job = jobs.begin("import", request, "marie").id();
    invoke("JobQueue", "{\"job\":\"" + job + "\"}");
    invoke("JobQueue", "{\"job\":\"" + job + "\"}");
    assertThat(jobs.find(job).orElseThrow().state()).isEqualTo(Job.State.DONE);
  }

  private void backfill(String page) {
    String job = backfill.begin(new PageId(page), Instant.now().minusSeconds(600), "marie").id();
    invoke("JobQueue", "{\"job\":\"" + job + "\"}");
  }

  private static void process(String queue, String leadgenId, String page) {
    String body =
        """
        {"leadgenId":"%1$s","change":{"field":"leadgen","value":{"leadgen_id":"%1$s","page_id":"%2$s",\
        "form_id":"%3$s","created_time":1772268553}},"receivedTime":"%4$s",\
        "source":"Webhook"}"""
            .formatted(leadgenId, page, GraphApi.FORM, Instant.now());
    invoke(queue, body);
  }

  private static void invoke(String queue, String body) {
    ObjectNode event = Events.file("sqs");
    ObjectNode record = (ObjectNode) ((ArrayNode) event.path("Records")).get(0);
    record.put("body", body).put("eventSourceARN", "arn:aws:sqs:eu-central-1:0:" + queue);
    FunctionResponse answer = RuntimeApi.invoke(Json.text(event), Duration.ofSeconds(120));
    assertThat(answer.isError()).as(answer.body()).isFalse();
  }
}
