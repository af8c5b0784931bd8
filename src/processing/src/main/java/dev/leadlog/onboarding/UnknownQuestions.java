package dev.leadlog.onboarding;

import dev.leadlog.document.SpellingSuggestion;
import dev.leadlog.graph.FormReader;
import dev.leadlog.graph.LeadForm;
import dev.leadlog.graph.ListPart;
import dev.leadlog.log.FormId;
import dev.leadlog.mapping.FieldMapping;
import dev.leadlog.mapping.QuestionKey;
import dev.leadlog.page.FormConfig;
import dev.leadlog.page.MappingContext;
import dev.leadlog.page.PageConfig;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Finds mapped questions that a form does not have. */
@Singleton
public class UnknownQuestions {

  /** The time is short, because a user waits for the result. */
  private static final Duration TIME_TO_READ = Duration.ofSeconds(5);

  private final FormReader reader;
  private final Clock clock;

  UnknownQuestions(FormReader reader, Clock clock) {
    this.reader = reader;
    this.clock = clock;
  }

  /** Returns warnings, each with its path; none for forms that Meta does not return in time. */
  public List<String> of(PageConfig page) {
    Map<FormId, Set<String>> questions = questions(page);
    List<String> warnings = new ArrayList<>();
    for (int i = 0; i < page.forms().size(); i++) {
      FormConfig form = page.forms().get(i);
      Set<String> keys = questions.getOrDefault(form.formId(), Set.of());
      if (!keys.isEmpty()) {
        warn("forms[" + i + "].mapping", form, keys, warnings);
      }
    }
    return warnings;
  }

  private static void warn(String place, FormConfig form, Set<String> keys, List<String> warnings) {
    for (int i = 0; i < form.mapping().size(); i++) {
      for (String name : unknown(form.mapping().get(i), keys)) {
        warnings.add(
            "%s[%d].metaField: \"%s\" is not a question of form %s, unless it is a checkbox of its disclaimer; %s"
                .formatted(place, i, name, form.formId(), SpellingSuggestion.hint(name, keys)));
      }
    }
  }

  /** Returns the names that are neither a question nor another value for {@code field:}. */
  public static List<String> unknown(FieldMapping field, Set<String> keys) {
    Set<String> normal = keys.stream().map(QuestionKey::normal).collect(Collectors.toSet());
    return field.metaFields().stream()
        .filter(name -> !normal.contains(QuestionKey.normal(name)) && !MappingContext.knows(name))
        .toList();
  }

  private Map<FormId, Set<String>> questions(PageConfig page) {
    Set<FormId> left = page.forms().stream().map(FormConfig::formId).collect(Collectors.toSet());
    if (left.isEmpty()) {
      return Map.of();
    }
    Instant end = clock.instant().plus(TIME_TO_READ);
    Predicate<LeadForm> last =
        form -> {
          left.remove(form.id());
          return left.isEmpty() || clock.instant().isAfter(end);
        };
    return reader
        .forms(page.pageId(), page.accessToken(), null, last)
        .map(ListPart::items, graphFailure -> List.<LeadForm>of())
        .stream()
        .collect(Collectors.toMap(LeadForm::id, UnknownQuestions::keys, (one, same) -> one));
  }

  private static Set<String> keys(LeadForm form) {
    return StreamSupport.stream(form.json().path("questions").spliterator(), false)
        .map(question -> question.path("key").asText())
        .filter(key -> !key.isEmpty())
        .collect(Collectors.toSet());
  }
}
