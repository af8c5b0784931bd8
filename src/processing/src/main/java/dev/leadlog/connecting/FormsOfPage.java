package dev.leadlog.connecting;

import dev.leadlog.graph.FormReader;
import dev.leadlog.graph.GraphResult;
import dev.leadlog.graph.LeadForm;
import dev.leadlog.graph.ListPart;
import dev.leadlog.log.FormId;
import dev.leadlog.log.PageId;
import dev.leadlog.page.FormConfig;
import dev.leadlog.page.PageConfig;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The forms that a page has at Meta, held against those that are configured for it. */
@Singleton
public class FormsOfPage {

  /**
   * What was found.
   *
   * @param forms all of them, but drafts, in Meta's order
   * @param gone those that are configured, and that Meta does not list
   */
  public record Found(List<Form> forms, List<FormId> gone) {}

  /**
   * A form.
   *
   * @param config null where it is not configured
   */
  public record Form(LeadForm atMeta, FormConfig config) {

    public boolean isMapped() {
      return config != null;
    }

    /** Nobody can fill it in any more. */
    public boolean isOver() {
      return atMeta.isOver();
    }

    /** People can fill it in, and nobody has configured it. */
    public boolean isNew() {
      return !isMapped() && !isOver();
    }
  }

  private final FormReader reader;

  FormsOfPage(FormReader reader) {
    this.reader = reader;
  }

  /**
   * @param config empty where the page is not configured: then every form is new, and the system
   *     user's token has to open it
   */
  public GraphResult<Found> of(PageId page, Optional<PageConfig> config) {
    List<LeadForm> forms = new ArrayList<>();
    String token = config.map(PageConfig::accessToken).orElse(null);
    String after = null;
    do {
      GraphResult<ListPart<LeadForm>> read = reader.forms(page, token, after);
      if (!read.isFound()) {
        return GraphResult.failed(read.failure());
      }
      forms.addAll(read.found().items());
      after = read.found().after();
    } while (after != null);
    return GraphResult.found(compared(forms, config));
  }

  private static Found compared(List<LeadForm> forms, Optional<PageConfig> config) {
    List<Form> found =
        forms.stream()
            .filter(form -> !form.isDraft())
            .map(form -> new Form(form, config.flatMap(c -> c.form(form.id())).orElse(null)))
            .toList();
    Set<FormId> listed = forms.stream().map(LeadForm::id).collect(Collectors.toSet());
    List<FormId> gone =
        config.map(PageConfig::forms).orElse(List.of()).stream()
            .map(FormConfig::formId)
            .filter(id -> !listed.contains(id))
            .toList();
    return new Found(found, gone);
  }
}
