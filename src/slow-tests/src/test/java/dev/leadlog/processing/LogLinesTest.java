package dev.leadlog.processing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.simulatedmeta.MetaResponse;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.FaultyProxy.Fault;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Pages;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class LogLinesTest {

  private static final List<String> ANSWERS = List.of("Zebedee", "quagga@", "98765 none");
  private static final List<String> SECRETS =
      List.of("local-page-token-", Meta.SYSTEM_USER, "the-app-secret", "the-older-app-secret");

  private final Lines lines = new Lines();

  @Inject Leads leads;
  @Inject Pages pages;

  private PageId page;

  @BeforeEach
  void reset() {
    leads.reset();
    page = pages.configured();
    Logger.getLogger("").addHandler(lines);
  }

  @AfterEach
  void stop() {
    Logger.getLogger("").removeHandler(lines);
    Aws.dynamodb().clearFault();
  }

  @Test
  void a_warning_of_Meta_is_logged_once() {
    String warning = "v26.0 ends on " + Aws.newId();
    Meta.answerAll(
        call ->
            new MetaResponse(
                200, "{}", Map.of("x-ad-api-version-warning", warning), Duration.ZERO));
    leads.announced(page);
    leads.announced(page);

    leads.work();

    assertThat(lines.with(warning)).hasSize(1);
  }

  @Test
  void log_lines_contain_no_answer_and_no_secret_for_each_outcome_of_a_lead() {
    LeadgenId processed = filledIn();
    leads.work();
    ObjectNode checking = Pages.document(page);
    ((ArrayNode) checking.at("/forms/0/mapping"))
        .addObject()
        .put("metaField", "phone_number")
        .put("leadField", "phone")
        .putArray("format")
        .add("format_phone_number");
    pages.save(page, checking);
    LeadgenId wrong = filledIn();
    leads.work();
    LeadgenId notWritten = filledIn();
    Aws.dynamodb().setFault(Fault.REFUSES, operation -> operation.equals("PutItem"));
    leads.work();
    Aws.dynamodb().clearFault();

    assertThat(leads.isProcessed(processed)).isTrue();
    assertThat(leads.log(wrong).data().problems()).isNotEmpty();
    assertThat(leads.isProcessed(notWritten)).isFalse();
    assertThat(lines.of(processed)).isNotEmpty();
    assertThat(lines.of(wrong)).isNotEmpty();
    assertThat(lines.of(notWritten)).isNotEmpty();
    lines.holdNone(ANSWERS);
    lines.holdNone(SECRETS);
  }

  @Test
  void log_lines_contain_no_secret_for_each_response_of_meta() {
    List<String> faults =
        List.of("unavailable", "not-json", "other-lead", "token-dead", "unknown-id", "bad-request");
    for (String fault : faults) {
      PageId ofItsOwn = pages.configured();
      LeadgenId lead = leads.announced(ofItsOwn, fault, 1_000);
      leads.work();

      assertThat(leads.isProcessed(lead)).as(fault).isFalse();
      assertThat(lines.of(lead)).as(fault).isNotEmpty();
    }
    lines.holdNone(SECRETS);
  }

  private LeadgenId filledIn() {
    LeadgenId lead =
        Meta.lead(
            page,
            Map.of(
                "full_name", "Zebedee Zorn",
                "email", "quagga@example.org",
                "phone_number", "98765 none"));
    leads.announce(lead, page);
    return lead;
  }

  /** The log records as text, with their MDC and stack traces. */
  private static final class Lines extends Handler {

    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final PatternFormatter format = new PatternFormatter("%c %X %s%e");

    @Override
    public void publish(LogRecord line) {
      texts.add(format.format(line));
    }

    List<String> of(LeadgenId lead) {
      return with(lead.text());
    }

    List<String> with(String words) {
      return texts.stream().filter(text -> text.contains(words)).toList();
    }

    void holdNone(List<String> words) {
      for (String word : words) {
        assertThat(texts).noneMatch(text -> text.contains(word));
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
