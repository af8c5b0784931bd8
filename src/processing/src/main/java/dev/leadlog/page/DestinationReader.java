package dev.leadlog.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.delivery.Destinations;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

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
  DestinationSetting read(DocumentReader owner, boolean saving) {
    return owner
        .object("destination")
        .map(
            destination -> {
              Optional<String> type =
                  destination.requiredText(
                      "type", "one of " + String.join(", ", destinations.types()));
              if (type.isPresent() && !destinations.types().contains(type.get())) {
                destination.mistake(
                    "type",
                    "\"%s\" is not a destination of this version; there is %s"
                        .formatted(type.get(), String.join(", ", destinations.types())));
                return new DestinationSetting(type.get());
              }
              ObjectNode settings = destination.copy();
              settings.remove("type");
              DestinationSetting setting = new DestinationSetting(type.orElse(""), settings);
              List<String> mistakes =
                  saving && type.isPresent() ? destinations.check(setting) : List.of();
              mistakes.forEach(destination::mistake);
              return setting;
            })
        .orElse(null);
  }
}
