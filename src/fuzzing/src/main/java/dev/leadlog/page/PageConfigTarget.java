package dev.leadlog.page;

import static dev.leadlog.fuzzing.Target.require;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.delivery.LeadsTableOnly;
import dev.leadlog.fuzzing.Target;
import dev.leadlog.log.PageId;
import dev.leadlog.mapping.LeadMapping;
import dev.leadlog.mapping.LeadPayload;
import dev.leadlog.mapping.formatting.AllFunctions;
import dev.leadlog.mapping.validation.AllValidators;
import dev.leadlog.text.Json;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Reads a page configuration. The input is the document and, after a NUL, the payload of a lead. A
 * document must be rejected with messages; or it must be the same after it is stored and read, and
 * map every lead to fields or problems.
 */
public final class PageConfigTarget implements Target {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-02-28T08:49:14.120Z"), ZoneOffset.UTC);

  private static final LeadlogSettings SETTINGS =
      new SmallRyeConfigBuilder()
          .addDiscoveredConverters()
          .addDefaultInterceptors()
          .withMapping(LeadlogSettings.class)
          .build()
          .getConfigMapping(LeadlogSettings.class);

  private static final MappingReader MAPPINGS =
      new MappingReader(AllFunctions.at(CLOCK), AllValidators.validators());

  private static final PageDocuments DOCUMENTS =
      new PageDocuments(
          new DestinationReader(LeadsTableOnly.leadsTable(SETTINGS), MAPPINGS), MAPPINGS, SETTINGS);

  private static final PageId PAGE = new PageId("1635959142565683");

  @Override
  public String name() {
    return "page-config";
  }

  @Override
  public void read(byte[] input) {
    String[] parts = new String(input, StandardCharsets.UTF_8).split("\0", 2);
    JsonNode document = Json.read(parts[0]).orElse(null);
    if (document == null) {
      return;
    }
    DOCUMENTS.stored(document, PAGE);
    PageDocument read = DOCUMENTS.read(document, null, null);
    if (read instanceof PageDocument.Valid valid) {
      PageConfig again = DOCUMENTS.stored(valid.json(), valid.config().pageId());
      require(again.pageId().equals(valid.config().pageId()), "the page id survives a round trip");
      require(
          again.forms().size() == valid.config().forms().size(), "the forms survive a round trip");
      require(again.mistakes().isEmpty(), "a saved document has no mistakes");
      LeadPayload lead = LeadPayload.of(parts.length > 1 ? parts[1] : "{}");
      valid.config().forms().forEach(form -> map(form, lead));
    } else {
      require(!((PageDocument.Invalid) read).mistakes().isEmpty(), "a rejection has messages");
    }
  }

  private static void map(FormConfig form, LeadPayload lead) {
    LeadMapping.map(form.mapping(), lead, name -> Optional.empty(), List.of())
        .fields()
        .forEach((field, value) -> require(!value.isMissingNode(), "a field has a value"));
    LeadMapping.leniently(form.mapping(), lead, name -> Optional.of(name));
  }
}
