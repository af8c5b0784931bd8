package dev.leadlog.local;

import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.log.LeadgenId;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import software.amazon.awssdk.core.exception.SdkException;

/** Ready when the lead log can be read and the queue loops are running. */
@Readiness
@Singleton
class ReadinessCheck implements HealthCheck {

  private static final LeadgenId ANY = new LeadgenId("1");

  private final LeadLogs logs;
  private final EventSources eventSources;

  ReadinessCheck(LeadLogs logs, EventSources eventSources) {
    this.logs = logs;
    this.eventSources = eventSources;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("leadlog")
        .status(logAnswers() && eventSources.areRunning())
        .build();
  }

  private boolean logAnswers() {
    try {
      logs.find(ANY);
      return true;
    } catch (SdkException e) {
      return false;
    }
  }
}
