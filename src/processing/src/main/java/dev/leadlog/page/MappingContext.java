package dev.leadlog.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogJson;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The values for {@code field:<name>} that are not in the payload: of the log, then the form, then
 * the page.
 *
 * @param log the fields of {@link LeadLogJson#row}, as far as they are known
 * @param form null if it is not configured
 * @param page null if it is not configured
 */
public record MappingContext(ObjectNode log, FormConfig form, PageConfig page) {

  private static final Set<String> OF_THE_LOG =
      Set.of(
          "leadgenId",
          "pageId",
          "adId",
          "formId",
          "createdTime",
          "receivedTime",
          "source",
          "platform",
          "organic",
          "test");

  private static final Set<String> OF_THE_LEAD =
      Set.of(
          "id",
          "created_time",
          "ad_id",
          "ad_name",
          "adset_id",
          "adset_name",
          "campaign_id",
          "campaign_name",
          "form_id",
          "platform",
          "is_organic",
          "partner_name",
          "retailer_item_id",
          "home_listing",
          "vehicle");

  private static final Set<String> KNOWN =
      Stream.of(OF_THE_LEAD, OF_THE_LOG, Set.of("formName", "leadForm", "pageName"))
          .flatMap(Set::stream)
          .map(MappingContext::plain)
          .collect(Collectors.toSet());

  /** Returns whether the name is a value that every lead may have, and not a question. */
  public static boolean knows(String name) {
    return KNOWN.contains(plain(name));
  }

  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  public static MappingContext of(LeadLog log, FormConfig form, PageConfig page) {
    return new MappingContext(LeadLogJson.row(log), form, page);
  }

  /**
   * Returns empty for an unknown name, and for values that must not be delivered, such as a token.
   */
  public Optional<String> value(String name) {
    return ofTheLog(name).or(() -> Optional.ofNullable(configured().get(name)));
  }

  private Optional<String> ofTheLog(String name) {
    return OF_THE_LOG.contains(name) && log.hasNonNull(name)
        ? Optional.of(log.get(name).asText())
        : Optional.empty();
  }

  private Map<String, String> configured() {
    Map<String, String> names = new HashMap<>();
    String formName = form == null ? null : form.formName();
    names.put("formName", formName == null ? log.path("leadForm").asText(null) : formName);
    names.put("leadForm", names.get("formName"));
    names.put("pageName", page == null ? null : page.pageName());
    return names;
  }

  /** The values may be personal data. */
  @Override
  public String toString() {
    return "MappingContext[" + page + "]";
  }
}
