package dev.leadlog.notice;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.bookkeeping.Bookkeeping;
import dev.leadlog.delivery.Destination;
import dev.leadlog.delivery.SecretWebhook;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** The notice types of one function instance, for tests of other packages. */
public record NoticeTypes(
    SecretWebhook webhook, Bookkeeping bookkeeping, LeadlogSettings settings, Clock clock) {

  public Destination slack(Duration responseTimeout) {
    return new Slack(webhook, notices(), responseTimeout);
  }

  public Destination teams(Duration responseTimeout) {
    return new Teams(webhook, notices(), responseTimeout);
  }

  public Destination email(Supplier<SesClient> ses, Supplier<SnsClient> sns) {
    return new Email(ses, sns, notices(), settings);
  }

  private Notices notices() {
    return new Notices(new NoticeBundles(bookkeeping, settings, clock), settings, clock);
  }
}
