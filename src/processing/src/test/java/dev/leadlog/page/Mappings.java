package dev.leadlog.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.document.StrictReader;
import dev.leadlog.mapping.FieldMapping;
import dev.leadlog.mapping.LeadMapping;
import dev.leadlog.mapping.LeadPayload;
import dev.leadlog.mapping.MappedLead;
import dev.leadlog.mapping.formatting.Functions;
import dev.leadlog.mapping.validation.Validators;
import dev.leadlog.text.Json;
import java.util.List;
import java.util.Optional;

/** Mappings in the format of a configuration. */
public final class Mappings {

  /** Maps a lead with one answer. */
  public static MappedLead map(JsonNode mapping, String question, String answer) {
    ObjectNode lead = Json.object();
    lead.putArray("field_data").addObject().put("name", question).putArray("values").add(answer);
    return LeadMapping.map(
        read(mapping), LeadPayload.of(Json.text(lead)), name -> Optional.empty(), List.of());
  }

  private static List<FieldMapping> read(JsonNode mapping) {
    if (mapping.isEmpty()) {
      return List.of();
    }
    StrictReader form = StrictReader.of(Json.object().set("mapping", mapping));
    List<FieldMapping> fields =
        new MappingReader(Functions.all(), List.copyOf(Validators.byName().values())).read(form);
    if (form.hasMistakes()) {
      throw new IllegalArgumentException(form.mistakes().toString());
    }
    return fields;
  }

  private Mappings() {}
}
