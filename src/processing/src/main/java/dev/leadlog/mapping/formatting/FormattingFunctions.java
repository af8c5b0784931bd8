package dev.leadlog.mapping.formatting;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every formatting function that there is. */
@Singleton
public class FormattingFunctions {

  private final Map<String, FormattingFunction> byName = new TreeMap<>();

  FormattingFunctions(@All List<FormattingFunction> functions) {
    for (FormattingFunction function : functions) {
      FormattingFunction other = byName.put(function.name(), function);
      if (other != null) {
        throw new IllegalStateException(
            "two formatting functions are called %s: %s and %s"
                .formatted(
                    function.name(), other.getClass().getName(), function.getClass().getName()));
      }
    }
  }

  public Map<String, FormattingFunction> byName() {
    return byName;
  }
}
