package dev.leadlog.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.text.Json;
import java.util.List;
import java.util.stream.Stream;

/**
 * Describes a type of destination for users. A configuration may name only the settings that are
 * described.
 *
 * @param label its name
 * @param description one sentence: what happens to a lead there
 */
public record DestinationDescription(String label, String description, List<Setting> settings) {

  /** The type of a setting's value. */
  public enum SettingType {
    TEXT("text"),
    SECRET("secret"),
    URL("url"),
    NUMBER("number"),
    CHOICE("choice"),
    BOOLEAN("boolean"),
    TEXTS("texts"),
    OBJECT("object");

    private final String text;

    SettingType(String text) {
      this.text = text;
    }
  }

  /**
   * One setting.
   *
   * @param description one sentence: what it is, and its default
   * @param example a text, a number, a boolean, or a list or an object of them
   * @param options the values of a choice
   */
  public record Setting(
      String name,
      SettingType kind,
      boolean required,
      String description,
      Object example,
      List<String> options) {

    public static Setting required(
        String name, SettingType kind, String description, Object example) {
      return new Setting(name, kind, true, description, example, List.of());
    }

    public static Setting optional(
        String name, SettingType kind, String description, Object example) {
      return new Setting(name, kind, false, description, example, List.of());
    }

    /** Creates a setting with a few values; the first one is the default. */
    public static Setting choice(String name, String description, String... options) {
      return new Setting(
          name, SettingType.CHOICE, false, description, options[0], List.of(options));
    }

    private ObjectNode json() {
      ObjectNode json = Json.object().put("name", name).put("kind", kind.text);
      if (!options.isEmpty()) {
        options.forEach(json.putArray("options")::add);
      }
      json.put("required", required).put("description", description);
      return json.set("example", Json.of(example));
    }
  }

  /** Returns the fields that a configuration may name, including {@code type}. */
  public List<String> names() {
    return Stream.concat(Stream.of("type"), settings.stream().map(Setting::name)).toList();
  }

  /** Returns the item of the catalogue. */
  ObjectNode json(String type) {
    ObjectNode json = Json.object().put("type", type).put("label", label);
    ArrayNode list = json.put("description", description).putArray("settings");
    settings.forEach(setting -> list.add(setting.json()));
    return json;
  }
}
