package dev.leadlog.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An extension point for rules about a lead as a whole, such as "a phone number or an e-mail
 * address". Every bean that implements it is called for every mapped lead; Leadlog itself has none.
 * A bean needs a scope such as {@code @Singleton}. It is called more than once per lead, and must
 * neither write nor wait.
 */
public interface LeadValidator {

  /**
   * @param fields the destination's fields as in {@link MappedLead}, without those that have a
   *     problem
   * @param known resolves names as in {@code field:<name>}: {@code formId}, {@code campaign_name},
   *     an answer by its question
   * @return the problems, without personal values; empty for none
   */
  List<Problem> validate(Map<String, JsonNode> fields, Function<String, Optional<String>> known);
}
