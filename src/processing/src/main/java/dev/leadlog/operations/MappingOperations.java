package dev.leadlog.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.delivery.Destinations;
import dev.leadlog.document.StrictReader;
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
import dev.leadlog.page.NamedDestination;
import dev.leadlog.page.PageConfig;
import dev.leadlog.page.PageConfigs;
import dev.leadlog.page.PageDocuments;
import dev.leadlog.preview.Preview;
import dev.leadlog.preview.PreviewedLead;
import dev.leadlog.suggestion.MappingSuggester;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The operations on mappings before they are saved. They write nothing. */
@Singleton
public class MappingOperations {

  private final PageConfigs pages;
  private final PageDocuments documents;
  private final LeadLogs logs;
  private final Preview preview;
  private final MappingSuggester mappingSuggester;
  private final Destinations destinations;

  MappingOperations(
      PageConfigs pages,
      PageDocuments documents,
      LeadLogs logs,
      Preview preview,
      MappingSuggester mappingSuggester,
      Destinations destinations) {
    this.pages = pages;
    this.documents = documents;
    this.logs = logs;
    this.preview = preview;
    this.mappingSuggester = mappingSuggester;
    this.destinations = destinations;
  }

  /**
   * Previews a lead with the saved mapping or with another one.
   *
   * @param input {@code {"leadgenId" or "payload","formId"?,"mapping"?,"destination"?}}
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
          404, "Not found", "leadgenId \"" + leadgenId + "\" is not in the log of page " + page);
    }
    AccessLog.log("preview of lead", log.get().leadgenId(), by);
    return PreviewedLead.of(log.get())
        .map(lead -> preview(page, request, lead))
        .orElseGet(
            () ->
                OperationResult.problem(
                    409,
                    "Conflict",
                    leadgenId + " has no payload: it was not read yet, or it is erased"));
  }

  private OperationResult preview(PageId pageId, PreviewRequest request, PreviewedLead lead) {
    PageConfig page = pages.current(pageId).orElse(null);
    Optional<FormId> formId = request.formId().or(lead::form);
    FormConfig form = page == null ? null : formId.flatMap(page::form).orElse(null);
    if (form == null && request.mapping().isEmpty()) {
      return OperationResult.problem(
          404,
          "Not found",
          "form %s is not listed under page %s; enter a mapping, or the formId of a listed form"
              .formatted(
                  formId.map(FormId::text).orElse("of this lead, which is not known,"), pageId));
    }
    MappingDocument posted = request.mapping().map(documents::readMapping).orElse(null);
    if (posted != null && !posted.mistakes().isEmpty()) {
      return OperationResult.invalid(posted.mistakes());
    }
    FormDestinations all = FormDestinations.of(page, form);
    Optional<String> unknown = all.unknown(request.destination());
    if (unknown.isPresent()) {
      return OperationResult.invalid(List.of(unknown.get()));
    }
    FormDestinations wanted = all.named(request.destination());
    MappingContext around = new MappingContext(lead.known(), form, page);
    return shown(lead, wanted, to -> mapping(to, posted, form, request), around);
  }

  /** A mapping in the request replaces the form's, or that of the named destination. */
  private static List<FieldMapping> mapping(
      NamedDestination to, MappingDocument posted, FormConfig form, PreviewRequest request) {
    boolean ownStays = to != null && to.mapping() != null && request.destination().isEmpty();
    if (posted != null && !ownStays) {
      return posted.fields();
    }
    return to == null ? form.mapping() : to.mapping(form);
  }

  /**
   * Returns the preview for the first destination, and for each one under {@code destinations} if
   * there are several.
   */
  private OperationResult shown(
      PreviewedLead lead,
      FormDestinations to,
      Function<NamedDestination, List<FieldMapping>> mapping,
      MappingContext around) {
    NamedDestination first = to.main();
    MappedLead mapped = map(lead, first, mapping.apply(first), around);
    if (!mapped.tooLarge().isEmpty()) {
      return OperationResult.invalid(mapped.tooLarge());
    }
    ObjectNode json = shown(lead, first, mapping.apply(first), mapped);
    text(lead, first, mapped, around).ifPresent(text -> json.put("text", text));
    if (to.list().size() > 1) {
      ArrayNode each = json.putArray("destinations");
      for (NamedDestination one : to.list()) {
        MappedLead itsOwn = map(lead, one, mapping.apply(one), around);
        ObjectNode shown = shown(lead, one, mapping.apply(one), itsOwn);
        text(lead, one, itsOwn, around).ifPresent(text -> shown.put("text", text));
        each.add(shown.put("name", one.name()).put("type", one.setting().type()));
      }
    }
    return OperationResult.of(200, json);
  }

  /** Returns the text of the notice if the destination is a notice. */
  private Optional<String> text(
      PreviewedLead lead, NamedDestination to, MappedLead mapped, MappingContext around) {
    return to == null
        ? Optional.empty()
        : destinations.preview(mapped.fields(), preview.known(lead, around), to.setting());
  }

  /** Returns the functions, validators and destination types, with their arguments and settings. */
  public OperationResult functions() {
    return OperationResult.of(200, documents.catalogue());
  }

  private MappedLead map(
      PreviewedLead lead, NamedDestination to, List<FieldMapping> mapping, MappingContext around) {
    return to != null && to.notice()
        ? preview.mapForNotice(lead, mapping, around)
        : preview.map(lead, mapping, around);
  }

  private ObjectNode shown(
      PreviewedLead lead, NamedDestination to, List<FieldMapping> mapping, MappedLead mapped) {
    List<Problem> unfit =
        to == null ? List.of() : destinations.unfit(to.setting(), mapped.fields());
    ObjectNode json = preview.shown(lead, mapping, mapped.without(unfit));
    mappingSuggester
        .unfilled(mapping, to == null ? null : to.setting())
        .forEach(json.putArray("unfilled")::add);
    return json;
  }
}
