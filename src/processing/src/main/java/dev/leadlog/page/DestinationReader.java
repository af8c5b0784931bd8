package dev.leadlog.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.delivery.Destinations;
import dev.leadlog.document.SpellingSuggestion;
import dev.leadlog.document.StrictReader;
import dev.leadlog.mapping.FieldMapping;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads the destinations of a page or a form. */
@Singleton
class DestinationReader {

  private static final int MOST = 10;
  private static final int LONGEST_NAME = 60;

  private final Destinations destinations;
  private final MappingReader mappings;

  DestinationReader(Destinations destinations, MappingReader mappings) {
    this.destinations = destinations;
    this.mappings = mappings;
  }

  /** Returns the descriptions of all types, by name. */
  List<ObjectNode> types() {
    return destinations.catalogue();
  }

  /**
   * Reads {@code destination} or {@code destinations} of a page or a form; empty for none.
   *
   * @param saving whether to check the settings; a stored document is not checked, because another
   *     function, with other environment settings, saved it
   */
  List<NamedDestination> read(StrictReader owner, boolean saving) {
    if (owner.has("destination") && owner.has("destinations")) {
      owner.mistake("destinations", "is set together with destination; remove one of them");
    }
    if (!owner.has("destinations")) {
      return owner
          .object("destination")
          .map(given -> List.of(only(given, saving)))
          .orElse(List.of());
    }
    if (owner.json("destinations").isEmpty() || owner.json("destinations").size() > MOST) {
      owner.mistake("destinations", "must be a list of 1 to " + MOST + " destinations");
    }
    List<NamedDestination> named = new ArrayList<>();
    AtomicInteger position = new AtomicInteger();
    owner.each(
        "destinations",
        given -> {
          String place = "destinations[" + position.getAndIncrement() + "]";
          named(given, place, named, saving).ifPresent(named::add);
          return Optional.empty();
        });
    return List.copyOf(named);
  }

  private NamedDestination only(StrictReader given, boolean saving) {
    DestinationSetting setting = setting(given, saving);
    return NamedDestination.only(setting, isNotice(setting));
  }

  /**
   * @param others the previous destinations
   */
  private Optional<NamedDestination> named(
      StrictReader given, String place, List<NamedDestination> others, boolean saving) {
    Optional<String> name = given.requiredText("name", "a name that no other destination has");
    if (name.isPresent() && name.get().length() > LONGEST_NAME) {
      given.mistake("name", "must have " + LONGEST_NAME + " characters at most");
    }
    if (others.stream().anyMatch(other -> name.equals(Optional.of(other.name())))) {
      given.mistake("name", "\"" + name.get() + "\" is the name of two destinations; rename one");
    }
    List<FieldMapping> mapping = given.has("mapping") ? mappings.read(given) : null;
    DestinationSetting setting = setting(given.without("name", "mapping"), saving);
    if (setting.isLeadsTable() && others.stream().anyMatch(o -> o.setting().isLeadsTable())) {
      given.mistake(
          "type", "the leads table can be used only once, because it stores one item per lead");
    }
    return name.map(n -> new NamedDestination(n, setting, mapping, isNotice(setting), place));
  }

  private boolean isNotice(DestinationSetting setting) {
    return destinations.types().contains(setting.type()) && destinations.isNotice(setting);
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
          "\"%s\" is not a destination type; %s"
              .formatted(type, SpellingSuggestion.hint(type, destinations.types())));
    } else if (saving && !type.isEmpty()) {
      given.mistakes(destinations.check(setting));
    }
    return setting;
  }
}
