package dev.leadlog.onboarding;

import dev.leadlog.graph.FormReader;
import dev.leadlog.graph.GraphResult;
import dev.leadlog.graph.LeadForm;
import dev.leadlog.graph.ListPart;
import dev.leadlog.log.FormId;
import dev.leadlog.log.PageId;
import dev.leadlog.page.FormConfig;
import dev.leadlog.page.PageConfig;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares the forms of a page at Meta with its configured forms. */
@Singleton
public class FormComparison {

  /**
   * The compared forms.
   *
   * @param forms the forms that were read in time, without drafts, in Meta's order
   * @param gone configured forms that Meta does not list; null if not all were read
   * @param next the cursor of the next part; null at the end
   */
  public record ComparedForms(List<ComparedForm> forms, List<FormId> gone, String next) {}

  /**
   * A form at Meta with its configuration.
   *
   * @param config null if it is not configured
   */
  public record ComparedForm(LeadForm atMeta, FormConfig config) {

    public boolean isMapped() {
      return config != null;
    }

    /** Returns whether the form can no longer be filled in. */
    public boolean isClosed() {
      return atMeta.isClosed();
    }

    /** Returns whether the form is active but not configured. */
    public boolean isNew() {
      return !isMapped() && !isClosed();
    }
  }

  private final FormReader reader;

  FormComparison(FormReader reader) {
    this.reader = reader;
  }

  /**
   * @param config empty if the page is not configured; then every form is new, and the system
   *     user's token is used
   * @param from the cursor of an earlier result; null for the beginning
   */
  public GraphResult<ComparedForms> of(PageId page, Optional<PageConfig> config, String from) {
    String token = config.map(PageConfig::accessToken).orElse(null);
    return reader
        .forms(page, token, from, form -> false)
        .then(read -> GraphResult.found(compared(read, config, from)));
  }

  private static ComparedForms compared(
      ListPart<LeadForm> read, Optional<PageConfig> config, String from) {
    List<ComparedForm> found =
        read.items().stream()
            .filter(form -> !form.isDraft())
            .map(
                form -> new ComparedForm(form, config.flatMap(c -> c.form(form.id())).orElse(null)))
            .toList();
    boolean all = from == null && read.isLast();
    return new ComparedForms(found, all ? gone(read.items(), config) : null, read.after());
  }

  private static List<FormId> gone(List<LeadForm> forms, Optional<PageConfig> config) {
    Set<FormId> listed = forms.stream().map(LeadForm::id).collect(Collectors.toSet());
    return config.map(PageConfig::forms).orElse(List.of()).stream()
        .map(FormConfig::formId)
        .filter(id -> !listed.contains(id))
        .toList();
  }
}
