package dev.leadlog.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.document.SecretLocation;
import dev.leadlog.document.StrictReader;
import dev.leadlog.log.FormId;
import dev.leadlog.settings.SecretReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hides literal secrets in a document, which are allowed in local mode: the page's token and those
 * of its destinations. They are shown as {@code ***}; saving {@code ***} keeps the stored value.
 */
final class HiddenSecrets {

  static final String HIDDEN = "***";

  private static final String TOKEN = "accessToken";
  private static final String DESTINATION = "destination";
  private static final String DESTINATIONS = "destinations";

  /** Replaces the text of a secret. */
  private interface Change {

    /**
     * @param before the previous value in the stored document
     */
    String of(String place, String secret, JsonNode before);
  }

  private final Change change;

  private HiddenSecrets(Change change) {
    this.change = change;
  }

  /** Returns the document with the secrets hidden. */
  static ObjectNode hide(ObjectNode document) {
    ObjectNode shown = document.deepCopy();
    new HiddenSecrets((place, secret, before) -> isShown(secret) ? secret : HIDDEN)
        .inPage(shown, MissingNode.getInstance());
    return shown;
  }

  /**
   * Replaces each {@code ***} by the stored value.
   *
   * @param before the stored document; null if there is none
   * @param reader collects the mistakes
   */
  static void restore(ObjectNode document, ObjectNode before, StrictReader reader) {
    restoring(reader).inPage(document, before == null ? MissingNode.getInstance() : before);
  }

  /**
   * Replaces each {@code ***} in the destination of a form by the stored value of the form, or else
   * of the page.
   *
   * @param owner has the destination as {@code destination}
   * @param page the stored document
   */
  static void restoreDestination(
      ObjectNode owner, ObjectNode page, FormId formId, StrictReader reader) {
    JsonNode form = form(page, formId.text());
    boolean isOwn = form.has(DESTINATION) || form.has(DESTINATIONS);
    restoring(reader).inDestinations("", owner, isOwn ? form : page);
  }

  private static HiddenSecrets restoring(StrictReader reader) {
    return new HiddenSecrets(
        (place, secret, kept) -> {
          if (secret.equals(HIDDEN) && !kept.isTextual()) {
            reader.mistake(place, "is *** but there is no stored " + what(place));
          }
          return secret.equals(HIDDEN) ? kept.asText(null) : secret;
        });
  }

  private static String what(String place) {
    return place.equals(TOKEN)
        ? "token to keep; enter the token"
        : "secret to keep; enter the secret";
  }

  private static boolean isShown(String secret) {
    return SecretReference.isParameter(secret)
        || SecretReference.isEnvironment(secret)
        || secret.contains("{{");
  }

  private void inPage(ObjectNode page, JsonNode before) {
    if (page.path(TOKEN).isTextual()) {
      page.put(TOKEN, change.of(TOKEN, page.path(TOKEN).asText(), before.path(TOKEN)));
    }
    inDestinations("", page, before);
    JsonNode forms = page.path("forms");
    for (int i = 0; i < forms.size(); i++) {
      JsonNode formBefore = form(before, forms.get(i).path("formId").asText());
      inDestinations("forms[" + i + "].", forms.get(i), formBefore);
    }
  }

  /**
   * @param owner the page or a form
   */
  private void inDestinations(String place, JsonNode owner, JsonNode before) {
    JsonNode only = owner.path(DESTINATION);
    inside(place + DESTINATION, only, before(only, before), false);
    JsonNode several = owner.path(DESTINATIONS);
    for (int i = 0; i < several.size(); i++) {
      JsonNode one = several.get(i);
      inside(place + DESTINATIONS + "[" + i + "]", one, before(one, before), false);
    }
  }

  /** Finds the stored destination by its name, or by its type if one of the two has no name. */
  private static JsonNode before(JsonNode destination, JsonNode owner) {
    List<JsonNode> all = new ArrayList<>();
    owner.path(DESTINATIONS).forEach(all::add);
    if (owner.path(DESTINATION).isObject()) {
      all.add(owner.path(DESTINATION));
    }
    return first(all, destination, "name")
        .or(
            () ->
                first(
                    all.stream()
                        .filter(other -> !other.has("name") || !destination.has("name"))
                        .toList(),
                    destination,
                    "type"))
        .orElse(MissingNode.getInstance());
  }

  private static Optional<JsonNode> first(List<JsonNode> all, JsonNode like, String field) {
    return all.stream()
        .filter(other -> other.has(field) && other.path(field).equals(like.path(field)))
        .findFirst();
  }

  private static JsonNode form(JsonNode page, String formId) {
    for (JsonNode form : page.path("forms")) {
      if (form.path("formId").asText().equals(formId)) {
        return form;
      }
    }
    return MissingNode.getInstance();
  }

  /**
   * @param secret whether all values below this name are secrets
   */
  private void inside(String place, JsonNode node, JsonNode before, boolean secret) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
        String name = field.getKey();
        String within = place + "." + name;
        boolean hidden = secret || SecretLocation.isSecret(object, name);
        if (hidden && field.getValue().isTextual()) {
          object.put(name, change.of(within, field.getValue().asText(), before.path(name)));
        }
        inside(within, field.getValue(), before.path(name), hidden);
      }
    } else if (node instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        String within = place + "[" + i + "]";
        if (secret && list.get(i).isTextual()) {
          list.set(i, change.of(within, list.get(i).asText(), before.path(i)));
        }
        inside(within, list.get(i), before.path(i), secret);
      }
    }
  }
}
