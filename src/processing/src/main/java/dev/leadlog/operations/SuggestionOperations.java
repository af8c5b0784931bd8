package dev.leadlog.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.delivery.DestinationField;
import dev.leadlog.document.StrictReader;
import dev.leadlog.graph.FormReader;
import dev.leadlog.graph.LeadForm;
import dev.leadlog.log.FormId;
import dev.leadlog.log.PageId;
import dev.leadlog.page.FormConfig;
import dev.leadlog.page.NamedDestination;
import dev.leadlog.page.PageConfig;
import dev.leadlog.page.PageConfigs;
import dev.leadlog.page.PageDocuments;
import dev.leadlog.page.StoredPage;
import dev.leadlog.suggestion.MappingSuggester;
import dev.leadlog.suggestion.Suggestion;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Suggests a mapping from the form's questions, which are read from Meta. It writes nothing. */
@Singleton
public class SuggestionOperations {

  private final PageConfigs pages;
  private final PageDocuments documents;
  private final FormReader forms;
  private final MappingSuggester suggester;

  SuggestionOperations(
      PageConfigs pages, PageDocuments documents, FormReader forms, MappingSuggester suggester) {
    this.pages = pages;
    this.documents = documents;
    this.forms = forms;
    this.suggester = suggester;
  }

  /**
   * @param input {@code {"destination"?}}: the name of a saved destination of the form, or the
   *     object of one that is not saved yet; without it the form's first destination that is not a
   *     notice
   */
  public OperationResult suggest(String pageId, String formId, StrictReader input) {
    input.knowing("destination");
    boolean isDraft = input.json("destination").isObject();
    Optional<String> name = isDraft ? Optional.empty() : input.text("destination");
    return OperationResult.ifValid(
        input,
        () ->
            OperationResult.ofPage(
                pageId,
                page ->
                    FormId.of(formId)
                        .map(
                            form ->
                                isDraft ? ofDraft(page, form, input) : ofSaved(page, form, name))
                        .orElseGet(
                            () ->
                                OperationResult.invalid(
                                    List.of("formId: \"" + formId + "\" must be digits")))));
  }

  private OperationResult ofSaved(PageId pageId, FormId formId, Optional<String> name) {
    PageConfig page = pages.current(pageId).orElse(null);
    FormDestinations all = FormDestinations.of(page, form(page, formId));
    return all.unknown(name)
        .map(mistake -> OperationResult.invalid(List.of(mistake)))
        .orElseGet(() -> suggest(pageId, page, formId, all.named(name).main()));
  }

  private OperationResult ofDraft(PageId pageId, FormId formId, StrictReader input) {
    StoredPage stored = pages.find(pageId).orElse(null);
    PageConfig page = stored == null ? null : stored.config();
    List<NamedDestination> draft = documents.readDestination(input, stored, formId);
    return OperationResult.ifValid(input, () -> suggest(pageId, page, formId, draft.get(0)));
  }

  private static FormConfig form(PageConfig page, FormId id) {
    return page == null ? null : page.form(id).orElse(null);
  }

  private OperationResult suggest(
      PageId pageId, PageConfig page, FormId formId, NamedDestination to) {
    String token = page == null ? null : page.accessToken();
    Predicate<LeadForm> wanted = form -> form.id().equals(formId);
    return forms
        .forms(pageId, token, null, wanted)
        .map(
            read ->
                read.items().stream()
                    .filter(wanted)
                    .findFirst()
                    .map(form -> OperationResult.of(200, suggested(pageId, page, form, to)))
                    .orElseGet(() -> notListed(pageId, formId, read.isLast())),
            MetaProblems::of);
  }

  private static OperationResult notListed(PageId page, FormId form, boolean allRead) {
    return OperationResult.problem(
        404,
        "Not found",
        allRead
            ? "form " + form + " is not a form of page " + page + " at Meta"
            : "form " + form + " is not among the forms that could be read in time");
  }

  private ObjectNode suggested(PageId pageId, PageConfig page, LeadForm form, NamedDestination to) {
    Suggestion suggestion =
        suggester.suggest(
            form, to == null ? null : to.setting(), UsedFields.of(page, form.id(), to));
    ObjectNode json = Json.object().put("pageId", pageId.text()).put("formId", form.id().text());
    json.put("formName", form.name());
    json.put("destination", to == null ? null : to.setting().type());
    json.put("destinationName", to == null ? null : to.name());
    json.set("mapping", suggestion.mapping());
    ArrayNode unmapped = json.putArray("unmapped");
    suggestion.unmapped().forEach(unmapped::add);
    suggestion.unfilled().forEach(json.putArray("unfilled")::add);
    ArrayNode fields = json.putArray("fields");
    suggestion.fields().forEach(field -> fields.add(json(field)));
    json.put("fieldsRead", suggestion.fieldsRead());
    return json;
  }

  private static ObjectNode json(DestinationField field) {
    return Json.object()
        .put("name", field.name())
        .put("label", field.label())
        .put("type", field.type())
        .put("required", field.required());
  }
}
