package dev.leadlog.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.delivery.Destinations;
import dev.leadlog.document.SpellingSuggestion;
import dev.leadlog.document.StrictReader;
import jakarta.inject.Singleton;

/** Reads what a page or a form says of where its leads go. */
@Singleton
class DestinationReader {

  private final Destinations destinations;

  DestinationReader(Destinations destinations) {
    this.destinations = destinations;
  }

  /**
   * The {@code destination} of a page or a form; null for none.
   *
   * @param saving whether its settings are checked: what the environment of a function forbids is
   *     no mistake in what was saved by another
   */
  DestinationSetting read(StrictReader owner, boolean saving) {
    return owner.object("destination").map(given -> setting(given, saving)).orElse(null);
  }

  private DestinationSetting setting(StrictReader given, boolean saving) {
    String types = String.join(", ", destinations.types());
    String type = given.requiredText("type", "one of " + types).orElse("");
    ObjectNode settings = given.json().deepCopy();
    settings.remove("type");
    DestinationSetting setting = new DestinationSetting(type, settings);
    if (!type.isEmpty() && !destinations.types().contains(type)) {
      given.mistake(
          "type",
          "\"%s\" is not a destination of this version; %s"
              .formatted(type, SpellingSuggestion.hint(type, destinations.types())));
    } else if (saving && !type.isEmpty()) {
      given.mistakes(destinations.check(setting));
    }
    return setting;
  }
}
