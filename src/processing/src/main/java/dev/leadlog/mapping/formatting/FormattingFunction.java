package dev.leadlog.mapping.formatting;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.mapping.PreparedFunction;
import dev.leadlog.mapping.steps.MappingStep;
import java.util.List;

/**
 * A formatting function: a bean with a scope such as {@code @Singleton}. It must not throw an
 * exception for any text, returns a value or a violation, and does not depend on the locale or time
 * zone of the machine.
 */
public interface FormattingFunction extends MappingStep<PreparedFunction> {

  /** Returns whether the function gives a value if the lead has none. */
  default boolean makesValue() {
    return false;
  }

  /**
   * Returns the names of validators that are added wherever the function is used, unless the
   * mapping names them.
   */
  default List<String> validators() {
    return List.of();
  }

  @Override
  default ObjectNode json() {
    ObjectNode json = MappingStep.super.json().put("makesValue", makesValue());
    validators().forEach(json.putArray("validators")::add);
    return json;
  }
}
