package dev.leadlog.log;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds the permissions that a message of Meta names, such as {@code pages_read_engagement}. */
public final class MetaPermissions {

  private static final Pattern ADDRESS = Pattern.compile("https?://\\S++");

  /** Known families of names, and any other name before the word "permission". */
  private static final Pattern NAME =
      Pattern.compile(
          "\\b(?:(?:pages|instagram|whatsapp_business|commerce_account|publish)_[a-z_]++"
              + "|ads_(?:read|management)|(?:business|catalog)_management|leads_retrieval"
              + "|manage_pages|page_events|read_insights|attribution_read)\\b"
              + "|\\b[a-z]++(?:_[a-z]++)++(?=['\"]?\\s++permission)");

  /** Without duplicates, in the order of the text. */
  public static List<String> namedIn(String words) {
    return NAME.matcher(ADDRESS.matcher(words).replaceAll(""))
        .results()
        .map(MatchResult::group)
        .distinct()
        .toList();
  }

  /**
   * The beginning of a remedy that says which permissions to grant, without a full stop.
   *
   * @param words Meta's message; null if unknown
   * @return empty if the message names no permission
   */
  public static Optional<String> request(String words) {
    List<String> names = words == null ? List.of() : namedIn(words);
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Grant the permission%s %s to the app and the token's user, and create a new token"
                .formatted(names.size() == 1 ? "" : "s", String.join(", ", names)));
  }

  private MetaPermissions() {}
}
