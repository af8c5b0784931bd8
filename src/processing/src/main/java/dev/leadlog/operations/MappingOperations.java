package dev.leadlog.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.delivery.Destinations;
import dev.leadlog.document.StrictReader;
import dev.leadlog.graph.FormReader;
import dev.leadlog.graph.LeadForm;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.lifecycle.LeadLogs;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.mapping.FieldMapping;
import dev.leadlog.mapping.MappedLead;
import dev.leadlog.mapping.Problem;
import dev.leadlog.page.FormConfig;
import dev.leadlog.page.MappingContext;
import dev.leadlog.page.MappingDocument;
import dev.leadlog.page.PageConfig;
import dev.leadlog.page.PageConfigs;
import dev.leadlog.page.PageDocuments;
import dev.leadlog.preview.Preview;
import dev.leadlog.preview.PreviewedLead;
import dev.leadlog.suggestion.MappingSuggester;
import dev.leadlog.suggestion.Suggestion;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What can be asked about mappings before they are saved. Nothing is written. */
@Singleton
public class MappingOperations {

  private final PageConfigs pages;
  private final PageDocuments documents;
  private final LeadLogs logs;
  private final FormReader forms;
  private final Preview preview;
  private final MappingSuggester mappingSuggester;
  private final Destinations destinations;

  MappingOperations(
      PageConfigs pages,
      PageDocuments documents,
      LeadLogs logs,
      FormReader forms,
      Preview preview,
      MappingSuggester mappingSuggester,
      Destinations destinations) {
    this.pages = pages;
    this.documents = documents;
    this.logs = logs;
    this.forms = forms;
    this.preview = preview;
    this.mappingSuggester = mappingSuggester;
    this.destinations = destinations;
  }

  /**
   * Shows what a lead would become, with the saved mapping or with another.
   *
   * @param input {@code {"leadgenId" or "payload","formId"?,"mapping"?}}
   */
  public OperationResult preview(String pageId, StrictReader input, String by) {
    PreviewRequest request = PreviewRequest.read(input);
    return OperationResult.ifValid(
        input, () -> OperationResult.ofPage(pageId, page -> preview(page, request, by)));
  }

  private OperationResult preview(PageId page, PreviewRequest request, String by) {
    return request
        .payload()
        .map(payload -> preview(page, request, PreviewedLead.of(payload, page)))
        .orElseGet(() -> logged(page, request, by));
  }

  private OperationResult logged(PageId page, PreviewRequest request, String by) {
    String leadgenId = request.leadgenId();
    Optional<LeadLog> log =
        LeadgenId.of(leadgenId).flatMap(logs::find).filter(l -> page.equals(l.pageId()));
    if (log.isEmpty()) {
      return OperationResult.problem(
          404,
          "There is no such lead log",
          "leadgenId \"" + leadgenId + "\" is not in the log of page " + page);
    }
    AccessLog.log("preview of lead", log.get().leadgenId(), by);
    return PreviewedLead.of(log.get())
        .map(lead -> preview(page, request, lead))
        .orElseGet(
            () ->
                OperationResult.problem(
                    409,
                    "This lead cannot be previewed",
                    leadgenId + " has no payload: it was not read yet, or is erased"));
  }

  private OperationResult preview(PageId pageId, PreviewRequest request, PreviewedLead lead) {
    PageConfig page = pages.current(pageId).orElse(null);
    Optional<FormId> formId = request.formId().or(lead::form);
    FormConfig form = page == null ? null : formId.flatMap(page::form).orElse(null);
    MappingContext around = new MappingContext(lead.known(), form, page);
    if (request.mapping().isPresent()) {
      MappingDocument posted = documents.readMapping(request.mapping().get());
      return posted.mistakes().isEmpty()
          ? shown(lead, posted.fields(), around, page, form)
          : OperationResult.invalid(posted.mistakes());
    }
    return form != null
        ? shown(lead, form.mapping(), around, page, form)
        : OperationResult.problem(
            404,
            "There is no mapping to preview",
            "form %s is not listed under page %s; give a mapping, or the formId of one that is"
                .formatted(
                    formId.map(FormId::text).orElse("of this lead, which is not known,"), pageId));
  }

  private OperationResult shown(
      PreviewedLead lead,
      List<FieldMapping> mapping,
      MappingContext around,
      PageConfig page,
      FormConfig form) {
    MappedLead mapped = preview.map(lead, mapping, around);
    if (!mapped.tooLarge().isEmpty()) {
      return OperationResult.invalid(mapped.tooLarge());
    }
    DestinationSetting destination = destination(page, form);
    List<Problem> unfit =
        destination == null ? List.of() : destinations.unfit(destination, mapped.fields());
    ObjectNode json = preview.shown(lead, mapping, mapped.without(unfit));
    mappingSuggester.unfilled(mapping, destination).forEach(json.putArray("unfilled")::add);
    return OperationResult.of(200, json);
  }

  /** Proposes a mapping from the form's questions, which are read from Meta. */
  public OperationResult suggest(String pageId, String formId) {
    return OperationResult.ofPage(
        pageId,
        page ->
            FormId.of(formId)
                .map(form -> suggest(page, form))
                .orElseGet(
                    () ->
                        OperationResult.invalid(
                            List.of("formId: \"" + formId + "\" must be digits"))));
  }

  private OperationResult suggest(PageId pageId, FormId formId) {
    PageConfig page = pages.current(pageId).orElse(null);
    String token = page == null ? null : page.accessToken();
    Predicate<LeadForm> wanted = form -> form.id().equals(formId);
    return forms
        .forms(pageId, token, null, wanted)
        .map(
            read ->
                read.items().stream()
                    .filter(wanted)
                    .findFirst()
                    .map(form -> OperationResult.of(200, suggested(pageId, form, page)))
                    .orElseGet(() -> notListed(pageId, formId, read.isLast())),
            MetaProblems::of);
  }

  private static OperationResult notListed(PageId page, FormId form, boolean allRead) {
    return OperationResult.problem(
        404,
        "There is no such form",
        allRead
            ? "form " + form + " is not one of page " + page + " at Meta"
            : "form " + form + " is not among those that could be read in time");
  }

  private ObjectNode suggested(PageId pageId, LeadForm form, PageConfig page) {
    FormConfig configured = page == null ? null : page.form(form.id()).orElse(null);
    DestinationSetting destination = destination(page, configured);
    Suggestion suggestion = mappingSuggester.suggest(form, destination);
    ObjectNode json = Json.object().put("pageId", pageId.text()).put("formId", form.id().text());
    json.put("formName", form.name());
    json.put("destination", destination == null ? null : destination.type());
    json.set("mapping", suggestion.mapping());
    ArrayNode unmapped = json.putArray("unmapped");
    suggestion.unmapped().forEach(unmapped::add);
    suggestion.unfilled().forEach(json.putArray("unfilled")::add);
    return json;
  }

  /** Null where neither names one. */
  private static DestinationSetting destination(PageConfig page, FormConfig form) {
    if (form != null && form.destination() != null) {
      return form.destination();
    }
    return page == null ? null : page.destination();
  }
}
