package dev.leadlog.mapping.steps;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The type of an argument, for user interfaces.
 *
 * @param name {@code text}, {@code number}, {@code boolean}, {@code choice}, {@code texts}, {@code
 *     table} or {@code expression}
 * @param options the values of a choice
 * @param min the minimum of a number; null for other types
 * @param max the maximum of a number; null for other types
 */
record ArgumentType(String name, List<String> options, Integer min, Integer max) {

  static final ArgumentType TEXT = new ArgumentType("text");
  static final ArgumentType BOOLEAN = new ArgumentType("boolean");
  static final ArgumentType TEXTS = new ArgumentType("texts");
  static final ArgumentType TABLE = new ArgumentType("table");
  static final ArgumentType EXPRESSION = new ArgumentType("expression");

  private ArgumentType(String name) {
    this(name, List.of(), null, null);
  }

  static ArgumentType choice(List<String> options) {
    return new ArgumentType("choice", options, null, null);
  }

  static ArgumentType number(int min, int max) {
    return new ArgumentType("number", List.of(), min, max);
  }

  void putInto(ObjectNode json) {
    json.put("type", name);
    if (!options.isEmpty()) {
      options.forEach(json.putArray("options")::add);
    }
    if (min != null) {
      json.put("min", min).put("max", max);
    }
  }
}
