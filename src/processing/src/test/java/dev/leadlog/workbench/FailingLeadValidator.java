package dev.leadlog.workbench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.mapping.LeadValidator;
import dev.leadlog.mapping.Problem;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** An added hook that fails with an error for leads with one of these fields. */
@Singleton
public class FailingLeadValidator implements LeadValidator {

  public static final String FIELD = "broken";
  public static final String LARGE = "too_large";

  @Override
  public List<Problem> validate(
      Map<String, JsonNode> fields, Function<String, Optional<String>> known) {
    if (fields.containsKey(LARGE)) {
      throw new OutOfMemoryError("for a test");
    }
    return fields.containsKey(FIELD) ? validate(fields, known) : List.of();
  }
}
