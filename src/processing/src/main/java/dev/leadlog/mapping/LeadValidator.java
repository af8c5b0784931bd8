package dev.leadlog.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The hook for what concerns a lead as a whole, as "a phone number or an e-mail address". Every
 * bean that implements it is asked about every lead, once its fields are mapped; there is none
 * until someone adds one. It needs a scope, as {@code @Singleton}; it is asked more than once about
 * a lead, and must neither write nor wait.
 */
public interface LeadValidator {

  /**
   * @param fields the destination's fields, as {@link MappedLead} has them; without those that have
   *     a problem already
   * @param known what a default's {@code field:<name>} would find: {@code formId}, {@code
   *     campaign_name}, an answer by its question
   * @return what is wrong, each without a personal value in it; empty where nothing is
   */
  List<Problem> validate(Map<String, JsonNode> fields, Function<String, Optional<String>> known);
}
