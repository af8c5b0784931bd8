package dev.leadlog.page;

import dev.leadlog.delivery.Destinations;
import dev.leadlog.document.SpellingSuggestion;
import dev.leadlog.mapping.FieldMapping;
import dev.leadlog.mapping.QuestionKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Checks the fields that the texts of notices name. A text can name values that every lead has,
 * Meta's own questions, and the fields and questions of its mapping. If a page's notice is for
 * several forms, one of them must have the field.
 */
final class NoticeFields {

  /** Keys of Meta's prefilled questions (source: Meta, "Lead Ads, form questions"). */
  private static final Set<String> QUESTIONS =
      Set.of(
          "city",
          "company_name",
          "country",
          "date_of_birth",
          "dob",
          "email",
          "first_name",
          "full_name",
          "gender",
          "job_title",
          "last_name",
          "phone_number",
          "post_code",
          "province",
          "state",
          "street_address",
          "work_email",
          "work_phone_number",
          "zip_code");

  private final Destinations destinations;

  NoticeFields(Destinations destinations) {
    this.destinations = destinations;
  }

  /** Returns the unknown fields, each with its path. */
  List<String> mistakes(PageConfig page) {
    List<String> mistakes = new ArrayList<>();
    List<FormConfig> heirs =
        page.forms().stream().filter(form -> form.destinations().isEmpty()).toList();
    page.destinations().forEach(to -> mistakes.addAll(mistakes("", to, heirs)));
    for (int i = 0; i < page.forms().size(); i++) {
      FormConfig form = page.forms().get(i);
      String place = "forms[" + i + "].";
      form.destinations().forEach(to -> mistakes.addAll(mistakes(place, to, List.of(form))));
    }
    return mistakes;
  }

  /** A page's notice is not checked while no form uses it. */
  private List<String> mistakes(String place, NamedDestination to, List<FormConfig> forms) {
    if (forms.isEmpty() || !to.notice()) {
      return List.of();
    }
    Set<String> mapped = new TreeSet<>();
    forms.forEach(form -> mapped.addAll(names(to.mapping(form))));
    Set<String> known = new TreeSet<>(mapped);
    known.addAll(QUESTIONS);
    return destinations.namedFields(to.setting()).stream()
        .filter(field -> !isKnown(field, known))
        .map(
            field ->
                "%s%s.text: \"{{%s}}\" is not a field of the lead; add it to the mapping, or correct it: %s"
                    .formatted(place, to.place(), field, SpellingSuggestion.hint(field, known)))
        .toList();
  }

  private static boolean isKnown(String field, Set<String> known) {
    return known.contains(field)
        || known.contains(QuestionKey.normal(field))
        || MappingContext.knows(field);
  }

  private static Set<String> names(List<FieldMapping> mapping) {
    Function<FieldMapping, Stream<String>> names =
        field ->
            Stream.concat(
                Stream.of(field.leadField()),
                field.metaFields().stream()
                    .flatMap(key -> Stream.of(key, QuestionKey.normal(key))));
    return mapping.stream().flatMap(names).collect(LinkedHashSet::new, Set::add, Set::addAll);
  }
}
