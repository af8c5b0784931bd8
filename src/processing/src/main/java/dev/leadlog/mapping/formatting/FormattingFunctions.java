package dev.leadlog.mapping.formatting;

import dev.leadlog.mapping.steps.Named;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Every formatting function that there is. */
@Singleton
public class FormattingFunctions {

  private final Map<String, FormattingFunction> byName;

  FormattingFunctions(@All List<FormattingFunction> functions) {
    this.byName = Named.byName(functions);
  }

  public Map<String, FormattingFunction> byName() {
    return byName;
  }
}
