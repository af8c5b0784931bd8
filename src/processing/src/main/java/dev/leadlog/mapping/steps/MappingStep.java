package dev.leadlog.mapping.steps;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.text.Json;
import java.util.List;

/**
 * A step that a mapping can name: a formatting function or a validator.
 *
 * @param <T> the type of the prepared step
 */
public interface MappingStep<T> {

  /** Returns the name in a configuration, such as {@code format_phone_number}. */
  String name();

  /** Returns one sentence for users that says what it does. */
  String description();

  /** Returns the arguments. */
  default List<Argument<?>> arguments() {
    return List.of();
  }

  /**
   * Prepares the step. If it reports a mistake here, it is not run.
   *
   * @param given arguments that are individually valid
   */
  T prepare(Arguments given);

  /** Returns the item of the catalogue: {@code {"name","description","arguments":[…]}}. */
  default ObjectNode json() {
    ObjectNode json = Json.object().put("name", name()).put("description", description());
    ArrayNode list = json.putArray("arguments");
    arguments().forEach(argument -> list.add(argument.json()));
    return json;
  }
}
