package dev.leadlog.delivery;

import dev.leadlog.log.LeadgenId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A notice that only remembers what it was to tell, and answers as a test wants. */
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

  /** What comes of every notice from now on. */
  public void answers(DeliveryResult delivery) {
    answer = delivery;
  }

  /** How often a lead's notice was sent, or tried to. */
  public long sent(LeadgenId lead) {
    return sent.stream().filter(lead::equals).count();
  }
}
