package dev.leadlog.importing;

import dev.leadlog.log.FormId;
import dev.leadlog.log.PageId;
import dev.leadlog.page.PageConfigs;
import dev.leadlog.page.StoredPage;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which configured pages list a form; read once for a file, and only if it is asked for. */
final class PagesByForm {

  private final PageConfigs configs;
  private Map<FormId, Set<String>> pages;

  PagesByForm(PageConfigs configs) {
    this.configs = configs;
  }

  /** Page ids, in order; empty where no page lists the form. */
  Set<String> of(FormId form) {
    if (pages == null) {
      pages = new HashMap<>();
      configs.all().forEach(this::add);
    }
    return pages.getOrDefault(form, Set.of());
  }

  private void add(StoredPage page) {
    PageId id = page.config().pageId();
    page.config()
        .forms()
        .forEach(form -> pages.computeIfAbsent(form.formId(), f -> new TreeSet<>()).add(id.text()));
  }
}
