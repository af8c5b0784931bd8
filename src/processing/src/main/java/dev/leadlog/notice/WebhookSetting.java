package dev.leadlog.notice;

import dev.leadlog.delivery.DestinationDescription;
import dev.leadlog.delivery.DestinationDescription.Kind;
import dev.leadlog.delivery.DestinationDescription.Setting;
import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.delivery.SecretWebhook;
import dev.leadlog.document.StrictReader;
import java.util.List;

/**
 * The settings of {@code slack} and {@code teams}.
 *
 * @param url where the URL is; null where that is missing or wrong
 */
record WebhookSetting(String url, NoticeText text, List<String> mistakes) {

  /** Described the same for each chat. */
  static List<Setting> described(String example) {
    return List.of(
        Setting.required(
            "url",
            Kind.SECRET,
            "Where the URL of the webhook is kept; whoever knows the URL may post there.",
            example),
        Setting.optional(
            "text",
            Kind.TEXT,
            "The text, with fields in double braces; without it name, form and page.",
            "New lead {{full_name}} from {{form}}"));
  }

  static WebhookSetting read(
      DestinationSetting setting,
      DestinationDescription description,
      SecretWebhook webhook,
      SecretWebhook.Kind kind) {
    StrictReader reader = setting.reader().knowing(description.names());
    String url = webhook.reference(reader, kind);
    NoticeText text = NoticeText.read(reader, "text", NoticeText.LONGEST, NoticeText.DEFAULT);
    return new WebhookSetting(url, text, reader.mistakes());
  }

  /** The URL may be a secret. */
  @Override
  public String toString() {
    return "WebhookSetting[" + mistakes.size() + " mistakes]";
  }
}
