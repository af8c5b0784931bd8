package dev.leadlog.mapping.steps;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.text.Json;
import java.util.List;

/**
 * A step that a mapping can name: a formatting function or a validator.
 *
 * @param <T> what it is once it has its arguments
 */
public interface MappingStep<T> {

  /** By which a configuration names it, as {@code format_phone_number}. */
  String name();

  /** One sentence for a person: what it does. */
  String description();

  /** The arguments that it takes. */
  default List<Argument<?>> arguments() {
    return List.of();
  }

  /**
   * Makes it ready to run. It is not run where it refuses a value here.
   *
   * @param given without a mistake as far as each argument by itself can tell
   */
  T prepare(Arguments given);

  /** The entry of the catalogue: {@code {"name","description","arguments":[…]}}. */
  default ObjectNode json() {
    ObjectNode json = Json.object().put("name", name()).put("description", description());
    ArrayNode list = json.putArray("arguments");
    arguments().forEach(argument -> list.add(argument.json()));
    return json;
  }
}
