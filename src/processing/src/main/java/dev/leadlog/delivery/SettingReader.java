package dev.leadlog.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.settings.SecretReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Reads the settings of a destination, and writes down each that is wrong, with its place. */
final class SettingReader {

  private static final String SECRETS = "ssm:/leadlog/destination/";

  private final JsonNode settings;
  private final boolean local;
  private final List<String> mistakes = new ArrayList<>();

  /**
   * @param local whether a secret may stand in the document itself
   */
  SettingReader(DestinationSetting setting, boolean local) {
    this.settings = setting.settings();
    this.local = local;
  }

  List<String> mistakes() {
    return List.copyOf(mistakes);
  }

  void mistake(String name, String whatIsWrong) {
    mistakes.add(name + ": " + whatIsWrong);
  }

  /** Names every setting that is none of these: most are misspelt. */
  SettingReader knowing(String... names) {
    TreeSet<String> known = new TreeSet<>(List.of(names));
    known.add("type");
    settings
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                mistake(name, "is not a field of this; known are " + String.join(", ", known));
              }
            });
    return this;
  }

  boolean has(String name) {
    return settings.hasNonNull(name);
  }

  JsonNode json(String name) {
    return settings.path(name);
  }

  Optional<String> text(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    if (!isText(json(name))) {
      mistake(name, "must be text in quotes, and not empty");
      return Optional.empty();
    }
    return Optional.of(json(name).asText());
  }

  Optional<String> requiredText(String name, String what) {
    if (!has(name)) {
      mistake(name, "is missing; give it " + what);
    }
    return text(name);
  }

  /** One text, or a list of them. */
  List<String> texts(String name) {
    if (!json(name).isArray()) {
      return text(name).map(List::of).orElse(List.of());
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < json(name).size(); i++) {
      if (isText(json(name).get(i))) {
        texts.add(json(name).get(i).asText());
      } else {
        mistake(name + "[" + i + "]", "must be text in quotes, and not empty");
      }
    }
    return texts;
  }

  /** Texts by their names. */
  Map<String, String> object(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (has(name) && !json(name).isObject()) {
      mistake(name, "must be an object in braces");
    }
    for (Map.Entry<String, JsonNode> field : json(name).properties()) {
      if (field.getValue().isTextual()) {
        texts.put(field.getKey(), field.getValue().asText());
      } else {
        mistake(name + "." + field.getKey(), "must be text in quotes");
      }
    }
    return texts;
  }

  /** Where a secret is. */
  Optional<String> secret(String name) {
    return text(name).map(reference -> checkedSecret(name, name, reference));
  }

  /** Where one or several secrets are. */
  List<String> secrets(String name) {
    List<String> references = texts(name);
    references.forEach(reference -> checkedSecret(name, name, reference));
    return references;
  }

  /**
   * Refuses what is no place where a secret of a destination can be.
   *
   * @param name by which it is hidden when the document is shown
   */
  String checkedSecret(String place, String name, String reference) {
    if (!DestinationSetting.isSecret(name)) {
      throw new IllegalArgumentException("a secret named " + name + " would be shown");
    }
    if (reference.startsWith("ssm:")) {
      if (!SecretReference.isParameter(reference) || !reference.startsWith(SECRETS)) {
        mistake(place, "must name a parameter under " + SECRETS);
      }
    } else if (!local) {
      mistake(
          place,
          "must be " + SECRETS + "… here, the name of the SSM parameter that holds the secret");
    }
    return reference;
  }

  private static boolean isText(JsonNode value) {
    return value.isTextual() && !value.asText().isBlank();
  }
}
