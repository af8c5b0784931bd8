package dev.leadlog.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.text.Json;
import java.util.List;
import java.util.stream.Stream;

/**
 * A type of destination as a person sees it who chooses one. Its settings are also the ones that a
 * configuration may name.
 *
 * @param label its name
 * @param description one sentence: what becomes of a lead there
 */
public record DestinationDescription(String label, String description, List<Setting> settings) {

  /** What a setting takes. */
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
   * @param description one sentence: what it is, and what holds without it
   * @param example a text, a number, true or false, or a list or an object of them
   * @param options of a choice
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

    /** One of a few values, of which the first is used where none is given. */
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

  /** The fields that a configuration may name, {@code type} among them. */
  public List<String> names() {
    return Stream.concat(Stream.of("type"), settings.stream().map(Setting::name)).toList();
  }

  /** The entry of the catalogue. */
  ObjectNode json(String type) {
    ObjectNode json = Json.object().put("type", type).put("label", label);
    ArrayNode list = json.put("description", description).putArray("settings");
    settings.forEach(setting -> list.add(setting.json()));
    return json;
  }
}
