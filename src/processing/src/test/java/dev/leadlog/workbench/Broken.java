package dev.leadlog.workbench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.mapping.LeadValidator;
import dev.leadlog.mapping.Problem;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A hook that someone added, and that never ends over leads with a field of this name. */
@Singleton
public class Broken implements LeadValidator {

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
