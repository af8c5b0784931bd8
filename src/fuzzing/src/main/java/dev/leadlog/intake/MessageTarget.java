package dev.leadlog.intake;

import static dev.leadlog.fuzzing.Target.require;

import dev.leadlog.fuzzing.Target;
import dev.leadlog.log.NewLead;
import dev.leadlog.queues.JobMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The body of a message. An unreadable body is logged unchanged, without an exception. */
public final class MessageTarget implements Target {

  private static final Instant NOW = Instant.parse("2026-02-28T08:49:14.120Z");
  private static final int SQS_LIMIT = 1024 * 1024;
  private static final int ITEM_LIMIT = 400 * 1024;

  @Override
  public String name() {
    return "message";
  }

  @Override
  public void read(byte[] input) {
    String body = new String(input, StandardCharsets.UTF_8);
    if (JobMessage.read(body).isEmpty()) {
      LeadMessage.read(body)
          .map(message -> message.notification(NOW))
          .ifPresentOrElse(
              MessageTarget::assertFits,
              () -> assertLogged(LeadNotification.unprocessable(body, NOW).lead()));
    }
  }

  /** The notification fits into the log and the queue, and its message rebuilds the same lead. */
  public static void assertFits(LeadNotification announced) {
    NewLead lead = announced.lead();
    assertLogged(lead);
    String body = LeadMessage.of(announced).body();
    require(bytes(body) < SQS_LIMIT, "the message fits the queue");
    require(body.chars().allMatch(c -> c >= ' ' && c < 128), "the message is plain ASCII");
    LeadMessage again = LeadMessage.read(body).orElseThrow();
    require(again.leadgenId().equals(lead.leadgenId()), "the message names the lead");
    NewLead rebuilt = again.notification(NOW).lead();
    require(rebuilt.leadgenId().equals(lead.leadgenId()), "the lead is rebuilt");
    require(
        (rebuilt.malformed() == null) == (lead.malformed() == null),
        "a malformed change stays one");
  }

  private static void assertLogged(NewLead lead) {
    require(lead.leadgenId() != null, "every change has an id");
    require(lead.raw() == null || bytes(lead.raw()) < ITEM_LIMIT, "the raw change fits an item");
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
