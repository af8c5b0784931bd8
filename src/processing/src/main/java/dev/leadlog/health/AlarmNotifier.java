package dev.leadlog.health;

import dev.leadlog.settings.LeadlogSettings;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * Tells who has to know, by the alarm topic; where there is none, as on a laptop, by the log. The
 * same is told once, however often the check runs.
 */
@Singleton
class AlarmNotifier {

  private static final Logger LOG = Logger.getLogger(AlarmNotifier.class);

  private final HealthStore store;
  private final LeadlogSettings settings;
  private final Instance<SnsClient> sns;

  /**
   * @param sns made when there is something to tell, and never where there is no topic
   */
  AlarmNotifier(HealthStore store, LeadlogSettings settings, Instance<SnsClient> sns) {
    this.store = store;
    this.settings = settings;
    this.sns = sns;
  }

  /**
   * Tells something, unless it was told.
   *
   * @param what the kind of notice
   * @param mark what it is told for, as a day
   * @param subject up to 100 characters of ASCII
   */
  void tell(String what, String mark, String subject, String text) {
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
      store.giveBack(what, mark);
      throw e;
    }
  }
}
