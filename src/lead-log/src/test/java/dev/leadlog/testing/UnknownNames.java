package dev.leadlog.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.text.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** Creates documents with wrong field names from a correct document. */
public final class UnknownNames {

  /**
   * A document with one unknown name.
   *
   * @param mistake what the error must say
   */
  public record Wrong(ObjectNode document, String mistake) {

    @Override
    public String toString() {
      return mistake;
    }
  }

  private static final String NEW = "nobodyKnowsThis";

  /**
   * Adds an unknown name to each object of the example, and misspells each of its names.
   *
   * @param free paths of objects that may hold any name, such as {@code payload}
   */
  public static List<Wrong> in(ObjectNode example, Predicate<String> free) {
    List<Wrong> wrongs = new ArrayList<>();
    collect(example, example, "", free, wrongs);
    return wrongs;
  }

  /** A typical misspelling: {@code dry_run}, {@code notes}. */
  public static String misspelt(String name) {
    String snake = name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    // "destinations" is another field.
    String plural = name.equals("destination") ? "destinatoin" : name + "s";
    return snake.equals(name) ? plural : snake;
  }

  private static void collect(
      ObjectNode example, JsonNode at, String path, Predicate<String> free, List<Wrong> wrongs) {
    if (free.test(path)) {
      return;
    }
    if (at instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        collect(example, list.get(i), path + "/" + i, free, wrongs);
      }
    } else if (at instanceof ObjectNode object) {
      wrongs.add(new Wrong(changed(example, path, null, NEW), NEW + ": unknown field"));
      for (String name : object.deepCopy().properties().stream().map(Map.Entry::getKey).toList()) {
        wrongs.add(
            new Wrong(
                changed(example, path, name, misspelt(name)),
                misspelt(name) + ": unknown field; did you mean " + name + "?"));
        collect(example, object.get(name), path + "/" + name, free, wrongs);
      }
    }
  }

  private static ObjectNode changed(ObjectNode example, String path, String from, String to) {
    ObjectNode copy = example.deepCopy();
    ObjectNode object = (ObjectNode) copy.at(path);
    object.set(to, from == null ? Json.object().numberNode(1) : object.remove(from));
    return copy;
  }

  private UnknownNames() {}
}
