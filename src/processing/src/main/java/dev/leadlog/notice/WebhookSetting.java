package dev.leadlog.notice;

import dev.leadlog.delivery.DestinationDescription;
import dev.leadlog.delivery.DestinationDescription.Setting;
import dev.leadlog.delivery.DestinationDescription.SettingType;
import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.delivery.SecretWebhook;
import dev.leadlog.document.StrictReader;
import java.util.List;

/**
 * The settings of {@code slack} and {@code teams}.
 *
 * @param url the reference to the URL; null if it is missing or wrong
 */
record WebhookSetting(String url, NoticeText text, List<String> mistakes) {

  /** Describes the settings of a chat, with an example of a reference to its URL. */
  static DestinationDescription description(String label, String description, String place) {
    return new DestinationDescription(
        label,
        description,
        List.of(
            Setting.required(
                "url",
                SettingType.SECRET,
                "The URL of the webhook that posts to the channel.",
                place),
            Setting.optional(
                "text", SettingType.TEXT, NoticeText.DESCRIPTION, NoticeText.EXAMPLE)));
  }

  static WebhookSetting read(
      DestinationSetting setting, SecretWebhook webhook, SecretWebhook.WebhookService chat) {
    StrictReader reader = setting.reader().knowing(description("", "", "").names());
    String url = webhook.reference(reader, chat);
    NoticeText text = NoticeText.read(reader, "text", NoticeText.LONGEST, NoticeText.DEFAULT);
    return new WebhookSetting(url, text, reader.mistakes());
  }

  /** The URL may be a secret. */
  @Override
  public String toString() {
    return "WebhookSetting[" + mistakes.size() + " mistakes]";
  }
}
