package dev.leadlog.workbench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.log.Reason;
import dev.leadlog.mapping.LeadValidator;
import dev.leadlog.mapping.Problem;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** An added hook that rejects leads with a field of this name. */
@Singleton
public class RejectingLeadValidator implements LeadValidator {

  public static final String FIELD = "not_for_us";

  @Override
  public List<Problem> validate(
      Map<String, JsonNode> fields, Function<String, Optional<String>> known) {
    return fields.containsKey(FIELD)
        ? List.of(new Problem("lead", "not_for_us", Reason.INVALID_FORMAT))
        : List.of();
  }
}
