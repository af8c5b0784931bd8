package dev.leadlog.page;

import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.delivery.Destinations;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Reads what a page or a form says of where its leads go. */
@Singleton
class DestinationReader {

  private final Destinations destinations;

  DestinationReader(Destinations destinations) {
    this.destinations = destinations;
  }

  /** The {@code destination} of a page or a form; null for none. */
  DestinationSetting read(DocumentReader owner) {
    return owner
        .object("destination")
        .map(
            destination -> {
              destination.knowing("type");
              Optional<String> type =
                  destination.requiredText(
                      "type", "one of " + String.join(", ", destinations.types()));
              if (type.isPresent() && !destinations.types().contains(type.get())) {
                destination.mistake(
                    "type",
                    "\"%s\" is not a destination of this version; there is %s"
                        .formatted(type.get(), String.join(", ", destinations.types())));
              }
              return new DestinationSetting(type.orElse(""));
            })
        .orElse(null);
  }
}
