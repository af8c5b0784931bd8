package dev.leadlog.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.document.SecretLocation;
import dev.leadlog.document.StrictReader;
import dev.leadlog.listing.LeadLogFilter;
import dev.leadlog.log.FormId;
import dev.leadlog.log.PageId;
import dev.leadlog.mapping.FieldMapping;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads page configuration documents strictly, so that mistakes are found when a document is saved
 * and not when a lead arrives.
 */
@Singleton
public class PageDocuments {

  private final DestinationReader destinations;
  private final MappingReader mappings;
  private final SecretLocation tokens;

  PageDocuments(DestinationReader destinations, MappingReader mappings, LeadlogSettings settings) {
    this.destinations = destinations;
    this.mappings = mappings;
    this.tokens = SecretLocation.of("page", settings);
  }

  /**
   * Returns the names that a document can use: {@code {"functions","validators","destinations"}},
   * each with its arguments or settings.
   */
  public ObjectNode catalogue() {
    ObjectNode json = Json.object();
    json.putArray("functions").addAll(mappings.functions());
    json.putArray("validators").addAll(mappings.validators());
    json.putArray("destinations").addAll(destinations.types());
    return json;
  }

  /**
   * Reads a document before it is saved.
   *
   * @param pageId the page; null to take it from the document
   * @param before the stored document, which resolves {@code ***}; null if there is none
   */
  PageDocument read(JsonNode document, PageId pageId, ObjectNode before) {
    ObjectNode json = document.isObject() ? document.deepCopy() : Json.object();
    json.remove(StoredPage.ADDED_FOR_DISPLAY);
    StrictReader reader = StrictReader.of(document.isObject() ? json : document);
    HiddenSecrets.restore(json, before, reader);
    Optional<PageId> id = pageId(reader, pageId);
    PageConfig config = page(reader, id.orElse(null), true);
    if (reader.hasMistakes() || id.isEmpty()) {
      return new PageDocument.Invalid(reader.mistakes());
    }
    json.put("pageId", id.get().text());
    return new PageDocument.Valid(config, json);
  }

  /**
   * Reads a stored document. It may have become invalid, because this version lacks a name or a
   * person changed the item; the invalid parts are left out and listed in {@link
   * PageConfig#mistakes()}.
   */
  PageConfig stored(JsonNode document, PageId pageId) {
    StrictReader reader = StrictReader.of(document);
    pageId(reader, pageId);
    return page(reader, pageId, false);
  }

  /**
   * Reads the mapping of a form without its page.
   *
   * @param mapping a list as in a document's {@code forms[].mapping}
   */
  public MappingDocument readMapping(JsonNode mapping) {
    ObjectNode form = Json.object();
    form.set("mapping", mapping);
    StrictReader reader = StrictReader.of(form);
    List<FieldMapping> fields = mappings.read(reader);
    return new MappingDocument(fields, reader.mistakes());
  }

  /**
   * Reads the destination of a form before it is saved.
   *
   * @param owner has it as {@code destination}, possibly with a name and a mapping, which are not
   *     read; it collects the mistakes
   * @param before the stored page, which resolves {@code ***}; null if there is none
   * @return the destination; empty if there is none
   */
  public List<NamedDestination> readDestination(
      StrictReader owner, StoredPage before, FormId formId) {
    ObjectNode json = Json.object();
    json.set("destination", owner.json("destination").deepCopy());
    StrictReader reader = StrictReader.of(json);
    if (before != null) {
      HiddenSecrets.restoreDestination(json, before.json(), formId, reader);
    }
    ((ObjectNode) json.path("destination")).remove(List.of("name", "mapping"));
    List<NamedDestination> read = destinations.read(reader, true);
    owner.mistakes(reader.mistakes());
    return read;
  }

  /** Returns the page without its forms and destinations if anything other than a form is wrong. */
  private PageConfig page(StrictReader page, PageId id, boolean saving) {
    page.knowing(
        "pageId",
        "pageName",
        "enabled",
        "poll",
        "pollSince",
        "accessToken",
        "destination",
        "destinations",
        "deliverTestLeads",
        "forms");
    PageConfig.Options options =
        new PageConfig.Options(
            page.flag("enabled", true),
            page.flag("poll", true),
            LeadLogFilter.time(page, "pollSince", ZoneOffset.UTC).orElse(null),
            page.flag("deliverTestLeads", false));
    String name = page.text("pageName").orElse(null);
    String token = page.secret("accessToken", tokens).orElse(null);
    List<NamedDestination> named = destinations.read(page, saving);
    boolean wrong = page.hasMistakes();
    List<FormConfig> forms = forms(page, saving);
    return new PageConfig(
        id,
        name,
        options,
        token,
        wrong ? List.of() : named,
        wrong ? List.of() : forms,
        0,
        page.mistakes());
  }

  private static Optional<PageId> pageId(StrictReader page, PageId expected) {
    if (expected != null && !page.has("pageId")) {
      return Optional.of(expected);
    }
    Optional<PageId> id = id(page, "pageId", "page", PageId::of);
    if (expected != null && id.isPresent() && !id.get().equals(expected)) {
      page.mistake("pageId", "is " + id.get() + " but the request is for page " + expected);
    }
    return id;
  }

  private static <T> Optional<T> id(
      StrictReader reader, String field, String of, Function<String, Optional<T>> read) {
    Optional<String> text =
        reader.requiredText(field, "the %s's id at Meta, in quotes".formatted(of));
    Optional<T> id = text.flatMap(read);
    if (text.isPresent() && id.isEmpty()) {
      reader.mistake(field, "must be the %s's id at Meta: digits in quotes".formatted(of));
    }
    return id;
  }

  private List<FormConfig> forms(StrictReader page, boolean saving) {
    Set<FormId> seen = new HashSet<>();
    return page.each("forms", form -> form(form, seen, saving));
  }

  /** A form with a mistake is left out. */
  private Optional<FormConfig> form(StrictReader form, Set<FormId> seen, boolean saving) {
    int mistakesBefore = form.mistakes().size();
    form.knowing("formId", "formName", "destination", "destinations", "mapping");
    Optional<FormId> id = id(form, "formId", "form", FormId::of);
    if (id.isPresent() && !seen.add(id.get())) {
      form.mistake("formId", id.get() + " is listed twice; remove one");
    }
    String name = form.text("formName").orElse(null);
    List<NamedDestination> named = destinations.read(form, saving);
    List<FieldMapping> mapping = mappings.read(form);
    return id.filter(known -> form.mistakes().size() == mistakesBefore)
        .map(known -> new FormConfig(known, name, named, mapping));
  }
}
