package dev.leadlog.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.document.StrictReader;
import dev.leadlog.mapping.FieldMapping;
import dev.leadlog.mapping.LeadMapping;
import dev.leadlog.mapping.LeadPayload;
import dev.leadlog.mapping.MappedLead;
import dev.leadlog.mapping.OnInvalid;
import dev.leadlog.mapping.PreparedFunction;
import dev.leadlog.mapping.PreparedStep;
import dev.leadlog.mapping.formatting.FormattingFunction;
import dev.leadlog.mapping.formatting.MeasuredFunctions;
import dev.leadlog.mapping.steps.Arguments;
import dev.leadlog.text.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Measures only the mapping, on one thread without functions and stores. */
final class MappingBenchmark implements BenchmarkPart {

  private static final int WARM_UP = 20_000;
  private static final int LEADS = 50_000;
  private static final int DIFFERENT = 500;

  /** Ten fields, seven of them with formatting functions. */
  private static final String MAPPING =
      """
      [{"metaField":"full_name","leadField":"lead_name","format":["capitalize_name",{"name":"truncate","args":{"max":140}}]},
       {"metaField":"phone_number","leadField":"mobile_no","format":[{"name":"format_phone_number","args":{"region":"IN"}}]},
       {"metaField":"email","leadField":"email_id","format":["normalize_email"]},
       {"metaField":"date_of_birth","leadField":"birthday","format":[{"name":"format_date","args":{"order":"month-first"}}]},
       {"metaField":"interests","leadField":"interests","format":["join"]},
       {"metaField":"budget","leadField":"budget","format":[{"name":"lookup","args":{"table":{"small":1,"large":2}}}]},
       {"metaField":"city","leadField":"city"},
       {"leadField":"received_on","format":["current_date"]},
       {"leadField":"source","default":"Meta"},
       {"leadField":"campaign","default":"field:campaign_name"}]""";

  private static final String LEAD =
      """
      {"id":"%1$d","campaign_name":"Spring campaign","platform":"fb","field_data":[
       {"name":"full_name","values":["ADA LOVELACE %1$d"]},
       {"name":"phone_number","values":["98765 4%2$04d"]},
       {"name":"email","values":["Ada.%1$d@Example.org"]},
       {"name":"date_of_birth","values":["04/19/1987"]},
       {"name":"interests","values":["solar","wind"]},
       {"name":"budget","values":["large"]},
       {"name":"city","values":["Pune"]}]}""";

  @Override
  public void measure(LeadPipeline leadPipeline, ReportSection section) {
    List<FieldMapping> mapping = mapping();
    List<String> leads =
        IntStream.range(0, DIFFERENT).mapToObj(i -> LEAD.formatted(i, i % 10_000)).toList();
    map(mapping, leads, WARM_UP);
    long before = System.nanoTime();
    map(mapping, leads, LEADS);
    double seconds = (System.nanoTime() - before) / 1e9;
    section.addText(
        "Mapping alone, on one thread: %.0f leads a second of %d fields, seven of them formatted.",
        LEADS / seconds, mapping.size());
  }

  private static void map(List<FieldMapping> mapping, List<String> leads, int count) {
    for (int i = 0; i < count; i++) {
      MappedLead mapped =
          LeadMapping.map(
              mapping,
              LeadPayload.of(leads.get(i % leads.size())),
              name -> Optional.empty(),
              List.of());
      if (!mapped.problems().isEmpty() || mapped.fields().size() != mapping.size()) {
        throw new IllegalStateException("a lead was not mapped: " + mapped.problems());
      }
    }
  }

  private static List<FieldMapping> mapping() {
    Map<String, FormattingFunction> functions =
        MeasuredFunctions.all().stream()
            .collect(Collectors.toMap(FormattingFunction::name, Function.identity()));
    List<FieldMapping> fields = new ArrayList<>();
    for (JsonNode field : Json.read(MAPPING).orElseThrow()) {
      List<PreparedStep<PreparedFunction>> formats = new ArrayList<>();
      field.path("format").forEach(step -> formats.add(prepared(functions, step)));
      fields.add(
          new FieldMapping(
              field.has("metaField") ? List.of(field.path("metaField").asText()) : List.of(),
              field.path("leadField").asText(),
              null,
              field.has("default") ? List.of(field.path("default").asText()) : List.of(),
              OnInvalid.ERROR,
              formats,
              List.of()));
    }
    return fields;
  }

  private static PreparedStep<PreparedFunction> prepared(
      Map<String, FormattingFunction> functions, JsonNode step) {
    String name = step.isTextual() ? step.asText() : step.path("name").asText();
    PreparedFunction format =
        Arguments.prepare(functions.get(name), StrictReader.of(step.path("args"))).orElseThrow();
    return new PreparedStep<>(name, format);
  }
}
