package dev.leadlog.mapping.formatting;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.mapping.PreparedFunction;
import dev.leadlog.mapping.steps.MappingStep;
import java.util.List;

/**
 * A formatting function: a bean with a scope, as {@code @Singleton}. It takes any text without an
 * exception, returns a value or says why not, and depends on no locale or time zone of the machine.
 */
public interface FormattingFunction extends MappingStep<PreparedFunction> {

  /** Whether it makes a value where the lead has none. */
  default boolean makesValue() {
    return false;
  }

  /**
   * The names of validators that hold wherever it formats, unless the mapping names them itself.
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
