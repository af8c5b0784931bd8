package dev.leadlog.health;

import dev.leadlog.appsettings.LeadlogSettings;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * Sends a notification to the alarm topic, or writes it to the log if there is no topic, as in
 * local mode. The same notification is sent once, regardless of how often the check runs.
 */
@Singleton
class AlarmNotifier {

  private static final Logger LOG = Logger.getLogger(AlarmNotifier.class);

  private final HealthStore store;
  private final LeadlogSettings settings;
  private final Instance<SnsClient> sns;

  /**
   * @param sns supplies the client, which is created with the first notification
   */
  AlarmNotifier(HealthStore store, LeadlogSettings settings, Instance<SnsClient> sns) {
    this.store = store;
    this.settings = settings;
    this.sns = sns;
  }

  /**
   * Sends a notification unless it was sent before.
   *
   * @param what the kind of notice
   * @param mark the occasion, such as a day
   * @param subject up to 100 ASCII characters
   */
  void sendOnce(String what, String mark, String subject, String text) {
    if (!store.take(what, mark)) {
      return;
    }
    try {
      settings
          .alarmTopic()
          .ifPresentOrElse(
              topic -> sns.get().publish(r -> r.topicArn(topic).subject(subject).message(text)),
              () -> LOG.warnf("%s%n%s", subject, text));
    } catch (SdkException e) {
      store.release(what, mark);
      throw e;
    }
  }
}
