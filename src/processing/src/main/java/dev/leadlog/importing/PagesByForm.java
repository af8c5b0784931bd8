package dev.leadlog.importing;

import dev.leadlog.log.FormId;
import dev.leadlog.log.PageId;
import dev.leadlog.mapping.QuestionKey;
import dev.leadlog.page.FormConfig;
import dev.leadlog.page.PageConfig;
import dev.leadlog.page.PageConfigs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds the configuration of the forms of a file. The configurations are read once, at the first
 * use.
 */
final class PagesByForm {

  /** The number of forms whose warnings are cached; neighbouring rows mostly have the same form. */
  private static final int MOST_FORMS = 1_000;

  private record Section(PageId page, FormId form, List<String> questions) {}

  private final PageConfigs configs;
  private final Map<Section, List<String>> warned = new HashMap<>();
  private List<PageConfig> pages;
  private Map<FormId, Set<String>> byForm;

  PagesByForm(PageConfigs configs) {
    this.configs = configs;
  }

  /** Returns the ids of the pages that list the form, in order. */
  Set<String> of(FormId form) {
    if (byForm == null) {
      byForm = new HashMap<>();
      pages().forEach(this::add);
    }
    return byForm.getOrDefault(form, Set.of());
  }

  private List<PageConfig> pages() {
    if (pages == null) {
      pages = new ArrayList<>();
      configs.all().forEach(page -> pages.add(page.config()));
    }
    return pages;
  }

  private void add(PageConfig page) {
    page.forms()
        .forEach(
            form ->
                byForm
                    .computeIfAbsent(form.formId(), f -> new TreeSet<>())
                    .add(page.pageId().text()));
  }

  /**
   * Returns what prevents the delivery of a form's leads, or the use of an answer.
   *
   * @param questions the questions of the file; empty if it has no answers
   */
  List<String> warnings(PageId page, FormId form, List<String> questions) {
    if (warned.size() > MOST_FORMS) {
      warned.clear();
    }
    return warned.computeIfAbsent(new Section(page, form, questions), this::find);
  }

  private List<String> find(Section section) {
    Optional<PageConfig> page =
        pages().stream().filter(config -> config.pageId().equals(section.page())).findFirst();
    if (page.isEmpty()) {
      return List.of(
          "page "
              + section.page()
              + " is not configured, so the lead becomes Unconfigured; check the page id, or save the page first");
    }
    Optional<FormConfig> form = page.get().form(section.form());
    return form.map(config -> unused(config, section.questions()))
        .orElseGet(
            () ->
                List.of(
                    "form %s is not listed under page %s, so the lead becomes Unconfigured; add it with a mapping first"
                        .formatted(section.form(), section.page())));
  }

  private static List<String> unused(FormConfig form, List<String> questions) {
    Set<String> mapped =
        form.mapping().stream()
            .flatMap(field -> field.metaFields().stream())
            .map(QuestionKey::normal)
            .collect(Collectors.toSet());
    return questions.stream()
        .filter(question -> !mapped.contains(QuestionKey.normal(question)))
        .map(
            question ->
                "column \"%s\" is not used by the mapping of form %s, so its answers are stored but not delivered"
                    .formatted(question, form.formId()))
        .toList();
  }
}
