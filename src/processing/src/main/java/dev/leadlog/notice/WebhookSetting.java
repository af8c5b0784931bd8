package dev.leadlog.notice;

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

  static WebhookSetting read(
      DestinationSetting setting, SecretWebhook webhook, SecretWebhook.Kind kind) {
    StrictReader reader = setting.reader().knowing("type", "url", "text");
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
