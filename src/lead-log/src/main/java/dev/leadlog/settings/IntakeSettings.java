package dev.leadlog.settings;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * The settings of the intake, which every function reads. They are read by name, because a mapping
 * of all {@code leadlog.*} would make each start of the webhook function longer. Each can be set by
 * an environment variable: {@code leadlog.meta.app-secrets} by {@code LEADLOG_META_APP_SECRETS}.
 */
@Singleton
public class IntakeSettings {

  /** The default name of the table of lead logs. */
  public static final String LEAD_LOGS = "LeadLogs";

  public static final String QUEUE_URL = "leadlog.queue-url";
  public static final String APP_SECRETS = "leadlog.meta.app-secrets";
  public static final String VERIFY_TOKEN = "leadlog.meta.verify-token";

  private static final String METRICS = "leadlog.metrics";
  private static final String LEAD_LOGS_TABLE = "leadlog.tables.lead-logs";

  private final Optional<String> queueUrl;
  private final Optional<List<String>> appSecrets;
  private final Optional<String> verifyToken;
  private final boolean metrics;
  private final String leadLogs;

  IntakeSettings(Config config) {
    this.queueUrl = config.getOptionalValue(QUEUE_URL, String.class);
    this.appSecrets = config.getOptionalValues(APP_SECRETS, String.class);
    this.verifyToken = config.getOptionalValue(VERIFY_TOKEN, String.class);
    this.metrics = config.getOptionalValue(METRICS, Boolean.class).orElse(true);
    this.leadLogs = config.getOptionalValue(LEAD_LOGS_TABLE, String.class).orElse(LEAD_LOGS);
  }

  /** The names of all settings of the intake. */
  public static List<String> names() {
    return List.of(QUEUE_URL, APP_SECRETS, VERIFY_TOKEN, METRICS, LEAD_LOGS_TABLE);
  }

  /** URL of the queue of live leads. */
  public Optional<String> queueUrl() {
    return queueUrl;
  }

  /**
   * App secrets, newest first. A webhook that is signed with any of them is accepted, so that a
   * secret can be rotated without a gap. One {@code ssm:} parameter may hold several, separated by
   * commas or line breaks.
   */
  public Optional<List<String>> appSecrets() {
    return appSecrets;
  }

  /** The verify token of the app's dashboard, which Meta sends in the handshake. */
  public Optional<String> verifyToken() {
    return verifyToken;
  }

  /** Whether metrics are written to the standard output, where CloudWatch reads them. */
  boolean metrics() {
    return metrics;
  }

  /** Name of the table of lead logs. */
  public String leadLogs() {
    return leadLogs;
  }
}
