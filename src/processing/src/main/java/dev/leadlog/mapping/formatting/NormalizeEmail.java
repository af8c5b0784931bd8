package dev.leadlog.mapping.formatting;

import dev.leadlog.log.Reason;
import dev.leadlog.mapping.Format;
import dev.leadlog.mapping.Formatted;
import dev.leadlog.mapping.steps.Arguments;
import jakarta.inject.Singleton;

/** An e-mail address without what does not belong to it, in lower case. */
@Singleton
class NormalizeEmail implements FormattingFunction {

  @Override
  public String name() {
    return "normalize_email";
  }

  @Override
  public Format prepare(Arguments given) {
    return Format.ofEach(
        value ->
            EmailAddress.normalized(value.asText())
                .map(Formatted::text)
                .orElseGet(
                    () ->
                        Formatted.failed(
                            Reason.INVALID_EMAIL,
                            "an e-mail address, as name@example.org",
                            value)));
  }
}
