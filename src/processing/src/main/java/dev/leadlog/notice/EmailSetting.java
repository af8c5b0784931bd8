package dev.leadlog.notice;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.delivery.DestinationDescription;
import dev.leadlog.delivery.DestinationDescription.Setting;
import dev.leadlog.delivery.DestinationDescription.SettingType;
import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.document.StrictReader;
import dev.leadlog.mapping.formatting.EmailAddress;
import java.util.List;

/**
 * The settings of {@code email}.
 *
 * @param from the sender; null if SES is not configured
 * @param to the recipients; empty for the subscribers of the topic
 */
record EmailSetting(
    String from, List<String> to, NoticeText subject, NoticeText text, List<String> mistakes) {

  /** SES accepts 50 recipients per message. */
  private static final int MOST = 50;

  private static final int LONGEST_SUBJECT = 200;

  /** Without the person's name, because mail servers can read the subject. */
  private static final NoticeText SUBJECT = new NoticeText("New lead from {{form}}");

  static final DestinationDescription DESCRIPTION =
      new DestinationDescription(
          "E-mail",
          "An e-mail for each lead.",
          List.of(
              Setting.optional(
                  "to",
                  SettingType.TEXTS,
                  "The recipients. Without SES, the subscribers of the topic get the message.",
                  List.of("sales@example.com")),
              Setting.optional(
                  "from",
                  SettingType.TEXT,
                  "The sender, a verified identity in SES. Without it, the deployment's.",
                  "leads@example.com"),
              Setting.optional("subject", SettingType.TEXT, "The subject.", SUBJECT.template()),
              Setting.optional(
                  "text", SettingType.TEXT, NoticeText.DESCRIPTION, NoticeText.EXAMPLE)));

  static EmailSetting read(DestinationSetting setting, LeadlogSettings.Email deployment) {
    StrictReader reader = setting.reader().knowing(DESCRIPTION.names());
    List<String> to = reader.texts("to").stream().distinct().toList();
    if (to.size() > MOST) {
      reader.mistake("to", "must be " + MOST + " addresses at most");
    }
    if (!to.stream().allMatch(EmailAddress::isValid)) {
      reader.mistake("to", "must be e-mail addresses such as leads@example.com");
    }
    String from = reader.text("from").or(deployment::from).orElse(null);
    if (from != null && !EmailAddress.isValid(from)) {
      reader.mistake("from", "must be an e-mail address such as leads@example.com");
    }
    NoticeText subject = NoticeText.read(reader, "subject", LONGEST_SUBJECT, SUBJECT);
    NoticeText text = NoticeText.read(reader, "text", NoticeText.LONGEST, NoticeText.DEFAULT);
    return new EmailSetting(from, to, subject, text, reader.mistakes());
  }

  /** Returns the subject with the values of a notice. */
  String subject(Notice notice) {
    return notice.with(subject).plain();
  }
}
