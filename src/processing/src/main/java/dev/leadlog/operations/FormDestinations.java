package dev.leadlog.operations;

import dev.leadlog.document.SpellingSuggestion;
import dev.leadlog.page.FormConfig;
import dev.leadlog.page.NamedDestination;
import dev.leadlog.page.PageConfig;
import java.util.List;
import java.util.Optional;

/**
 * The destinations of a form.
 *
 * @param list in the order of the document
 */
record FormDestinations(List<NamedDestination> list) {

  /**
   * @param page null if the page is not configured
   * @param form null if the form is not listed; it then has those of the page
   */
  static FormDestinations of(PageConfig page, FormConfig form) {
    if (page == null) {
      return new FormDestinations(List.of());
    }
    return new FormDestinations(form == null ? page.destinations() : page.destinations(form));
  }

  /** Returns the mistake in the name of a destination; empty if there is none. */
  Optional<String> unknown(Optional<String> name) {
    List<String> names = list.stream().map(NamedDestination::name).toList();
    return name.filter(given -> !names.contains(given))
        .map(
            given ->
                "destination: \"%s\" is not a destination of this form; %s"
                    .formatted(given, SpellingSuggestion.hint(given, names)));
  }

  /** Returns the destination with this name; without a name all. */
  FormDestinations named(Optional<String> name) {
    return new FormDestinations(
        list.stream().filter(one -> name.map(one.name()::equals).orElse(true)).toList());
  }

  /** Returns the first destination that is not a notice, else the first notice; null for none. */
  NamedDestination main() {
    return list.stream()
        .filter(one -> !one.notice())
        .findFirst()
        .orElse(list.isEmpty() ? null : list.get(0));
  }
}
