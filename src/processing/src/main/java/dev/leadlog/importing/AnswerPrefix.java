package dev.leadlog.importing;

import dev.leadlog.mapping.formatting.NormalizedText;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A prefix that Meta's export writes before some answers, so that a spreadsheet keeps them as text:
 * {@code p:+491701234567} in columns of phone numbers, {@code z:03581} in those of post codes.
 */
enum AnswerPrefix {
  PHONE(
      "p:",
      "[+0-9 ()./-]{5,}",
      "phone|telefon|telephone|telefone|mobil|handy|celular|whatsapp|tel",
      "फोन|मोबाइल|हाटसएप|هاتف|جوال|موبايل|واتساب"),
  POST_CODE(
      "z:",
      "[0-9]{3,10}",
      "zip|zipcode|postcode|post code|postal|postleitzahl|postnummer|plz|cep|pincode|pin code",
      "cap|पिन|डाक|بريدي|البريدي");

  private static final String PLACEHOLDER = "<test lead:";

  private final String prefix;
  private final Pattern shape;
  private final List<String> words;

  AnswerPrefix(String prefix, String shape, String words, String more) {
    this.prefix = prefix;
    this.shape = Pattern.compile(shape);
    this.words = Stream.of((words + "|" + more).split("\\|")).map(NormalizedText::of).toList();
  }

  /** Returns the answer without the prefix of its column. */
  static String strip(String question, String answer) {
    return Stream.of(values())
        .filter(prefix -> prefix.isCarried(question, answer))
        .map(prefix -> answer.substring(prefix.prefix.length()).strip())
        .findFirst()
        .orElse(answer);
  }

  /**
   * For a question that no keyword matches, the answer decides: a number, or the text of the
   * testing tool.
   */
  private boolean isCarried(String question, String answer) {
    if (!answer.startsWith(prefix)) {
      return false;
    }
    String behind = answer.substring(prefix.length()).strip();
    return shape.matcher(behind).matches() || behind.startsWith(PLACEHOLDER) || asksFor(question);
  }

  private boolean asksFor(String question) {
    String plain = " " + NormalizedText.of(question) + " ";
    return words.stream()
        .anyMatch(word -> plain.contains(word.length() > 4 ? word : " " + word + " "));
  }
}
