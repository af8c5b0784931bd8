package dev.leadlog.mapping.formatting;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The names of months in seven languages, independent of the machine's locale. */
final class Months {

  private static final String[] NAMES = {
    "january jan enero ene janeiro janvier janv januar janner जनवरी يناير كانون",
    "february feb febrero fevereiro fev fevrier fevr februar feber फरवरी فبراير شباط",
    "march mar marzo marco mars marz mrz मार्च مارس اذار",
    "april apr abril abr avril avr अप्रैल ابريل نيسان",
    "may mayo maio mai मई مايو ايار",
    "june jun junio junho juin juni जून يونيو حزيران",
    "july jul julio julho juillet juil juli जुलाई يوليو تموز",
    "august aug agosto ago aout अगस्त اغسطس اب",
    "september sep sept septiembre setiembre setembro set septembre सितंबर सितम्बर سبتمبر ايلول",
    "october oct octubre outubro out octobre oktober okt अक्टूबर اكتوبر",
    "november nov noviembre novembro novembre नवंबर नवम्बर نوفمبر",
    "december dec diciembre dic dezembro dez decembre dezember दिसंबर दिसम्बर ديسمبر"
  };

  private static final Map<String, Integer> BY_NAME = byName();

  /**
   * @param plain a name as {@link NormalizedText#of} returns it
   */
  static Optional<Integer> of(String plain) {
    return Optional.ofNullable(BY_NAME.get(plain));
  }

  private static Map<String, Integer> byName() {
    Map<String, Integer> byName = new HashMap<>();
    for (int i = 0; i < NAMES.length; i++) {
      for (String name : NAMES[i].split(" ")) {
        byName.put(NormalizedText.of(name), i + 1);
      }
    }
    return byName;
  }

  private Months() {}
}
