package dev.leadlog.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.log.FormId;
import dev.leadlog.log.PageId;
import dev.leadlog.mapping.FieldMapping;
import dev.leadlog.settings.LeadlogSettings;
import dev.leadlog.settings.SecretReference;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads page configuration documents, strictly: a mistake that is found here is none that a lead
 * has to find.
 */
@Singleton
public class PageDocuments {

  private static final String TOKENS = "ssm:/leadlog/page/";

  private final DestinationReader destinations;
  private final MappingReader mappings;
  private final boolean local;

  PageDocuments(DestinationReader destinations, MappingReader mappings, LeadlogSettings settings) {
    this.destinations = destinations;
    this.mappings = mappings;
    this.local = settings.local();
  }

  /**
   * Reads a document that someone wants to save.
   *
   * @param pageId the page it is for; null to take it from the document
   * @param before what {@code ***} stands for; null where nothing was there
   */
  PageDocument read(JsonNode document, PageId pageId, ObjectNode before) {
    List<String> mistakes = new ArrayList<>();
    ObjectNode json = document.isObject() ? document.deepCopy() : Json.object();
    json.remove(StoredPage.SHOWN_WITH_IT);
    HiddenSecrets.restore(json, before, mistakes);
    DocumentReader reader = DocumentReader.of(document.isObject() ? json : document, mistakes);
    Optional<PageId> id = pageId(reader, pageId);
    PageConfig config = page(reader, id.orElse(null), mistakes, true);
    if (!mistakes.isEmpty() || id.isEmpty()) {
      return new PageDocument.Invalid(List.copyOf(mistakes));
    }
    json.put("pageId", id.get().text());
    return new PageDocument.Valid(config, json);
  }

  /**
   * Reads a document that was saved. What was right then is wrong where this version lacks what it
   * names, or where a hand has changed the item: that is left out, and said in {@link
   * PageConfig#mistakes()}.
   */
  PageConfig stored(JsonNode document, PageId pageId) {
    List<String> mistakes = new ArrayList<>();
    DocumentReader reader = DocumentReader.of(document, mistakes);
    pageId(reader, pageId);
    return page(reader, pageId, mistakes, false);
  }

  /**
   * Reads the mapping of a form by itself.
   *
   * @param mapping a list, as a document has it under {@code forms[].mapping}
   */
  public MappingDocument readMapping(JsonNode mapping) {
    List<String> mistakes = new ArrayList<>();
    ObjectNode form = Json.object();
    form.set("mapping", mapping);
    return new MappingDocument(
        mappings.read(DocumentReader.of(form, mistakes)), List.copyOf(mistakes));
  }

  /** The page without its forms and where they go, if anything but a form is wrong. */
  private PageConfig page(DocumentReader page, PageId id, List<String> mistakes, boolean saving) {
    page.knowing(
        "pageId",
        "pageName",
        "enabled",
        "poll",
        "accessToken",
        "destination",
        "deliverTestLeads",
        "forms");
    String name = page.text("pageName").orElse(null);
    boolean enabled = page.flag("enabled", true);
    boolean poll = page.flag("poll", true);
    String token = token(page);
    DestinationSetting destination = destinations.read(page, saving);
    boolean deliverTestLeads = page.flag("deliverTestLeads", false);
    boolean wrong = !mistakes.isEmpty();
    List<FormConfig> forms = forms(page, saving);
    return new PageConfig(
        id,
        name,
        enabled,
        poll,
        token,
        wrong ? null : destination,
        deliverTestLeads,
        wrong ? List.of() : forms,
        0,
        List.copyOf(mistakes));
  }

  private static Optional<PageId> pageId(DocumentReader page, PageId expected) {
    if (expected != null && !page.has("pageId")) {
      return Optional.of(expected);
    }
    Optional<String> text = page.requiredText("pageId", "the page's id at Meta, in quotes");
    Optional<PageId> id = text.flatMap(PageId::of);
    if (text.isPresent() && id.isEmpty()) {
      page.mistake("pageId", "must be the page's id at Meta: digits in quotes");
    }
    if (expected != null && id.isPresent() && !id.get().equals(expected)) {
      page.mistake("pageId", "is " + id.get() + " but the address names " + expected);
    }
    return id;
  }

  private String token(DocumentReader page) {
    String token = page.text("accessToken").orElse(null);
    if (token == null) {
      return null;
    }
    if (token.startsWith("ssm:")) {
      if (!SecretReference.isParameter(token) || !token.startsWith(TOKENS)) {
        page.mistake("accessToken", "must name a parameter under " + TOKENS);
        return null;
      }
    } else if (!local) {
      page.mistake(
          "accessToken",
          "must be " + TOKENS + "… here, the name of the SSM parameter that holds the token");
      return null;
    }
    return token;
  }

  private List<FormConfig> forms(DocumentReader page, boolean saving) {
    Set<FormId> seen = new HashSet<>();
    return page.each("forms", (form, i) -> form(form, seen, saving));
  }

  /** A form with a mistake is none. */
  private Optional<FormConfig> form(DocumentReader form, Set<FormId> seen, boolean saving) {
    int mistakesBefore = form.mistakes();
    form.knowing("formId", "formName", "destination", "mapping");
    Optional<String> text = form.requiredText("formId", "the form's id at Meta, in quotes");
    Optional<FormId> id = text.flatMap(FormId::of);
    if (text.isPresent() && id.isEmpty()) {
      form.mistake("formId", "must be the form's id at Meta: digits in quotes");
    }
    if (id.isPresent() && !seen.add(id.get())) {
      form.mistake("formId", id.get() + " is listed twice; keep one of them");
    }
    String name = form.text("formName").orElse(null);
    DestinationSetting destination = destinations.read(form, saving);
    List<FieldMapping> mapping = mappings.read(form);
    return id.filter(known -> form.mistakes() == mistakesBefore)
        .map(known -> new FormConfig(known, name, destination, mapping));
  }
}
