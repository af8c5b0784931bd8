package dev.leadlog.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Status;
import dev.leadlog.testing.Aws;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import dev.leadlog.workbench.Pages;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * All calls to AWS for one lead, from which docs/setup.md computes the costs. A longer list here
 * makes each lead more expensive.
 */
@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class CallsPerLeadTest {

  @Inject Leads leads;
  @Inject Pages pages;

  private PageId page;

  @BeforeEach
  void reset() {
    leads.reset();
    page = pages.configured();
    LeadgenId first = leads.announced(page);
    leads.process(first);
    forget();
  }

  @Test
  void a_single_announced_lead_costs_one_write_and_one_message() {
    leads.announced(page);

    assertThat(Aws.dynamodb().operations()).containsExactly("PutItem");
    assertThat(Aws.sqs().operations()).containsExactly("SendMessageBatch");
  }

  @Test
  void a_delivered_lead_costs_a_claim_a_read_a_delivery_and_an_outcome() {
    LeadgenId lead = leads.announced(page);
    forget();

    leads.process(lead);

    assertThat(leads.log(lead).status()).isEqualTo(Status.PROCESSED);
    List<String> calls = Aws.dynamodb().operations();
    assertThat(calls.subList(0, calls.size() - 1))
        .as("claim, delivery, outcome; the test itself makes the last call")
        .containsExactly("UpdateItem", "PutItem", "UpdateItem");
    assertThat(Aws.sqs().operations()).isEmpty();
    assertThat(Meta.reads(lead)).hasSize(1);
  }

  @Test
  void a_duplicate_message_costs_one_failed_claim() {
    LeadgenId lead = leads.announced(page);
    leads.process(lead);
    forget();

    leads.process(lead);

    assertThat(Aws.dynamodb().operations()).containsExactly("UpdateItem");
  }

  /** In AWS each new connection costs a TLS handshake, which takes longer than the calls on it. */
  @Test
  void the_leads_of_a_batch_reuse_the_connections_of_the_batch_before() {
    processTen();
    forget();

    processTen();
    processTen();
    processTen();

    assertThat(Aws.dynamodb().connections()).isLessThanOrEqualTo(15);
  }

  private void processTen() {
    leads.process(Stream.generate(() -> leads.announced(page)).limit(10).toArray(LeadgenId[]::new));
  }

  private static void forget() {
    Aws.dynamodb().forget();
    Aws.sqs().forget();
  }
}
