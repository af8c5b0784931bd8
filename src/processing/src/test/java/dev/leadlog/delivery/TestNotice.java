package dev.leadlog.delivery;

import dev.leadlog.log.LeadgenId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A notice that records the leads that it is sent for and returns the result that a test sets. */
@Singleton
public class TestNotice implements Destination {

  public static final String TYPE = "test-notice";

  private final List<LeadgenId> sent = new CopyOnWriteArrayList<>();
  private volatile DeliveryResult answer = new DeliveryResult.Delivered(null);

  @Override
  public DestinationDescription description() {
    return new DestinationDescription("Test notice", "Keeps notices for a test.", List.of());
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public boolean isNotice() {
    return true;
  }

  @Override
  public Duration timeout() {
    return Duration.ofSeconds(1);
  }

  @Override
  public List<String> check(DestinationSetting setting) {
    return setting.reader().knowing().mistakes();
  }

  @Override
  public DeliveryResult deliver(OutgoingLead lead, DestinationSetting setting) {
    sent.add(lead.log().leadgenId());
    return answer;
  }

  /** Sets the result of every notice from now on. */
  public void answers(DeliveryResult delivery) {
    answer = delivery;
  }

  /** The number of attempts to send a notice for a lead. */
  public long sent(LeadgenId lead) {
    return sent.stream().filter(lead::equals).count();
  }
}
