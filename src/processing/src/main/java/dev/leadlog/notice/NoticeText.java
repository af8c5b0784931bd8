package dev.leadlog.notice;

import dev.leadlog.document.StrictReader;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a notice with placeholders {@code {{field}}} or {@code {field}}. Values are not
 * searched for placeholders.
 */
record NoticeText(String template) {

  static final int LONGEST = 2_000;
  static final int MOST_FIELDS = 30;

  static final String DESCRIPTION =
      "The message, with fields in double braces. Without it: name, form, page and a link.";

  static final String EXAMPLE = "New lead from {{form}}: {{full_name}}";

  /**
   * The default contains only the name, the form and the page, to limit personal data in channels.
   */
  static final NoticeText DEFAULT =
      new NoticeText("New lead: {{name}}\nForm: {{form}}\nPage: {{page}}");

  private static final Pattern FIELD = Pattern.compile("\\{\\{([^{}]+)}}|\\{([^{}]+)}");

  /**
   * Reads the text of a destination's settings.
   *
   * @param otherwise the default
   */
  static NoticeText read(StrictReader reader, String field, int longest, NoticeText otherwise) {
    NoticeText text = reader.text(field).map(NoticeText::new).orElse(otherwise);
    if (text.template().length() > longest) {
      reader.mistake(field, "must have " + longest + " characters at most");
    }
    if (text.fields().size() > MOST_FIELDS) {
      reader.mistake(field, "must name " + MOST_FIELDS + " fields at most");
    }
    return text;
  }

  /** Returns the names of the placeholders. */
  Set<String> fields() {
    Set<String> fields = new LinkedHashSet<>();
    Matcher place = FIELD.matcher(template);
    while (place.find()) {
      fields.add(name(place));
    }
    return fields;
  }

  /**
   * @param value resolves a placeholder
   */
  String filled(UnaryOperator<String> value) {
    return FIELD
        .matcher(template)
        .replaceAll(place -> Matcher.quoteReplacement(value.apply(name(place))));
  }

  private static String name(MatchResult place) {
    return (place.group(1) == null ? place.group(2) : place.group(1)).strip();
  }
}
