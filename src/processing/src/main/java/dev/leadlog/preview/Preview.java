package dev.leadlog.preview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.lifecycle.LeadLogJson;
import dev.leadlog.mapping.FieldMapping;
import dev.leadlog.mapping.FieldTrace;
import dev.leadlog.mapping.LeadMapping;
import dev.leadlog.mapping.LeadPayload;
import dev.leadlog.mapping.LeadValidator;
import dev.leadlog.mapping.MappedLead;
import dev.leadlog.mapping.Problem;
import dev.leadlog.mapping.QuestionKey;
import dev.leadlog.page.MappingContext;
import dev.leadlog.text.Json;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Shows how a lead would be mapped. The result contains the person's answers. */
@Singleton
public class Preview {

  private final List<LeadValidator> validators;

  Preview(@All List<LeadValidator> validators) {
    this.validators = validators;
  }

  /**
   * Maps a lead strictly, like the processor.
   *
   * @param around the values for {@code field:<name>} that are not in the lead
   */
  public MappedLead map(PreviewedLead lead, List<FieldMapping> mapping, MappingContext around) {
    return LeadMapping.map(mapping, LeadPayload.of(lead.payload()), around::value, validators);
  }

  /** Maps a lead leniently for a notice, which is sent even if the lead has problems. */
  public MappedLead mapForNotice(
      PreviewedLead lead, List<FieldMapping> mapping, MappingContext around) {
    return LeadMapping.leniently(mapping, LeadPayload.of(lead.payload()), around::value);
  }

  /** Returns the resolver of {@code field:<name>} for a lead. */
  public Function<String, Optional<String>> known(PreviewedLead lead, MappingContext around) {
    return LeadMapping.known(LeadPayload.of(lead.payload()), around::value);
  }

  /**
   * Converts a mapped lead to JSON.
   *
   * @return {@code
   *     {"leadgenId","formId","test","fields":{…},"problems":[…],"toleratedProblems":[…],"traces":[{"leadField",
   *     "metaField":[…],"answers":[…],"byDefault","steps":[{"step","values"}],"value",
   *     "problems":[…]}],"unused":[…]}}: {@code toleratedProblems} has the problems with which the
   *     lead is delivered nevertheless, {@code values} is null if a step failed, {@code unused} are
   *     the answered questions that no field uses
   */
  public ObjectNode shown(PreviewedLead lead, List<FieldMapping> mapping, MappedLead mapped) {
    LeadPayload payload = LeadPayload.of(lead.payload());
    ObjectNode json = Json.object();
    json.set("leadgenId", lead.known().get("leadgenId"));
    json.set("formId", lead.known().get("formId"));
    json.put("test", lead.test());
    mapped.fields().forEach(json.putObject("fields")::set);
    problems(json.putArray("problems"), mapped.problems());
    problems(json.putArray("toleratedProblems"), mapped.toleratedProblems());
    ArrayNode traces = json.putArray("traces");
    mapped.traces().forEach(trace -> traces.add(json(trace)));
    Set<String> used =
        mapping.stream()
            .flatMap(field -> field.metaFields().stream())
            .map(QuestionKey::normal)
            .collect(Collectors.toSet());
    ArrayNode unused = json.putArray("unused");
    payload.questions().stream()
        .filter(key -> !used.contains(QuestionKey.normal(key)))
        .forEach(unused::add);
    return json;
  }

  private static ObjectNode json(FieldTrace trace) {
    ObjectNode json = Json.object().put("leadField", trace.field().leadField());
    trace.field().metaFields().forEach(json.putArray("metaField")::add);
    trace.answers().forEach(json.putArray("answers")::add);
    json.put("byDefault", trace.byDefault());
    ArrayNode steps = json.putArray("steps");
    for (FieldTrace.Step step : trace.steps()) {
      steps.addObject().put("step", step.name()).set("values", list(step.values()));
    }
    json.set("value", trace.value().orElse(null));
    problems(json.putArray("problems"), trace.problems());
    return json;
  }

  private static ArrayNode list(List<JsonNode> values) {
    return values == null ? null : Json.object().arrayNode().addAll(values);
  }

  private static void problems(ArrayNode list, List<Problem> problems) {
    problems.forEach(problem -> list.add(LeadLogJson.problem(problem)));
  }
}
