package dev.leadlog.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.log.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Maps a lead field by field, and returns all problems at once. */
public final class LeadMapping {

  /** Meta's names have underscores, the log's names are in camel case. */
  private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

  private static final Pattern UNDERSCORE = Pattern.compile("(?<!_)_++([^_])");

  /**
   * @param mappingContext the values for {@code field:} that are not in the payload: of the log,
   *     the form, the page
   * @param validators the validators of the lead as a whole
   */
  public static MappedLead map(
      List<FieldMapping> mapping,
      LeadPayload payload,
      Function<String, Optional<String>> mappingContext,
      List<LeadValidator> validators) {
    Function<String, Optional<String>> resolver = known(payload, mappingContext);
    List<FieldTrace> traces = traces(mapping, payload, resolver, false);
    Map<String, JsonNode> fields = fields(traces);
    List<Problem> problems = new ArrayList<>();
    traces.forEach(trace -> problems.addAll(trace.problems(false)));
    validators.forEach(validator -> problems.addAll(validate(validator, fields, resolver)));
    List<Problem> toleratedProblems =
        traces.stream().flatMap(trace -> trace.problems(true).stream()).toList();
    return new MappedLead(fields, List.copyOf(problems), toleratedProblems, traces);
  }

  /**
   * Maps a test lead, whose answers are placeholders, or a notice: values that cannot be formatted
   * are kept, missing ones are left out, and there are no problems.
   */
  public static MappedLead leniently(
      List<FieldMapping> mapping,
      LeadPayload payload,
      Function<String, Optional<String>> mappingContext) {
    List<FieldTrace> traces = traces(mapping, payload, known(payload, mappingContext), true);
    return new MappedLead(fields(traces), List.of(), List.of(), traces);
  }

  /**
   * Maps each constant among the defaults of a field. A field whose functions need no answer, such
   * as {@code current_date}, has none.
   */
  public static List<FieldTrace> constants(FieldMapping field) {
    return field.defaults().stream()
        .filter(one -> FieldMapping.reference(one).isEmpty())
        .map(field::withDefault)
        .map(one -> FieldMapper.of(one, LeadPayload.of("{}"), name -> Optional.empty(), false))
        .filter(FieldTrace::byDefault)
        .toList();
  }

  private static List<FieldTrace> traces(
      List<FieldMapping> mapping,
      LeadPayload payload,
      Function<String, Optional<String>> resolver,
      boolean lenient) {
    List<FieldTrace> traces = new ArrayList<>();
    long size = 0;
    long work = 0;
    for (FieldMapping field : mapping) {
      if (work > SizeLimits.MOST_WORK) {
        traces.add(FieldTrace.unmapped(field).tooLarge(lenient));
        continue;
      }
      FieldTrace trace = FieldMapper.of(field, payload, resolver, lenient);
      work += trace.work();
      long with = size + SizeLimits.size(trace.values());
      boolean holds = SizeLimits.hold(trace.values()) && with <= SizeLimits.LARGEST_LEAD;
      size = holds ? with : size;
      traces.add(holds ? trace : trace.tooLarge(lenient));
    }
    return List.copyOf(traces);
  }

  private static Map<String, JsonNode> fields(List<FieldTrace> traces) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    traces.forEach(
        trace -> trace.value().ifPresent(value -> fields.put(trace.field().leadField(), value)));
    return fields;
  }

  /**
   * Returns the resolver of {@code field:<name>}, which searches the payload, then the context. A
   * name may have Meta's form ({@code campaign_name}) or the log's ({@code campaignName}).
   */
  public static Function<String, Optional<String>> known(
      LeadPayload payload, Function<String, Optional<String>> mappingContext) {
    return name ->
        payload
            .value(name)
            .or(() -> mappingContext.apply(name))
            .or(() -> payload.value(asMeta(name)))
            .or(() -> mappingContext.apply(asTheLog(name)))
            .or(() -> Optional.of(String.join(", ", payload.answer(name))))
            .filter(value -> !value.isEmpty());
  }

  private static String asMeta(String name) {
    return CAPITAL.matcher(name).replaceAll(c -> "_" + c.group().toLowerCase(Locale.ROOT));
  }

  private static String asTheLog(String name) {
    return UNDERSCORE.matcher(name).replaceAll(c -> c.group(1).toUpperCase(Locale.ROOT));
  }

  private static List<Problem> validate(
      LeadValidator validator,
      Map<String, JsonNode> fields,
      Function<String, Optional<String>> resolver) {
    try {
      return validator.validate(Map.copyOf(fields), resolver);
    } catch (RuntimeException e) {
      String rule = validator.getClass().getSimpleName();
      return List.of(
          new Problem("lead", rule, Reason.INVALID_FORMAT, FieldMapper.expectation(e), null));
    }
  }

  private LeadMapping() {}
}
