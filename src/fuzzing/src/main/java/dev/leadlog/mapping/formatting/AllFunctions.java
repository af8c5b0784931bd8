package dev.leadlog.mapping.formatting;

import java.time.Clock;
import java.util.List;

/** All formatting functions, which are package-private beans. */
public final class AllFunctions {

  public static List<FormattingFunction> at(Clock clock) {
    TextFunctions texts = new TextFunctions();
    PersonFunctions persons = new PersonFunctions();
    DateFunctions dates = new DateFunctions(clock);
    ValueFunctions values = new ValueFunctions();
    return List.of(
        texts.addPrefix(),
        dates.calculateAge(),
        persons.capitalizeName(),
        texts.concat(),
        dates.currentDate(),
        persons.extractCountryFromAddress(),
        dates.formatDate(),
        dates.formatDatetime(),
        persons.formatPhoneNumber(),
        texts.join(),
        values.lookup(),
        texts.lower(),
        persons.normalizeEmail(),
        texts.replace(),
        persons.splitName(),
        texts.stripHtml(),
        values.toBoolean(),
        values.toNumber(),
        texts.trim(),
        texts.truncate(),
        texts.upper());
  }

  private AllFunctions() {}
}
