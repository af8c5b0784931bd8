package dev.leadlog.mapping.formatting;

import dev.leadlog.mapping.steps.Argument;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses dates as people write them. An ambiguous date is rejected. */
final class DateText {

  static final String DAY_FIRST = "day-first";
  static final String MONTH_FIRST = "month-first";

  /** The order of day and month. */
  static final Argument<String> ORDER =
      Argument.oneOf("order", DAY_FIRST, MONTH_FIRST)
          .described("Which number is the day in a date such as 03/04/1987.", DAY_FIRST);

  private static final int LONGEST = 60;
  private static final int FIRST_YEAR = 1800;
  private static final int LAST_YEAR = 2200;

  /** Accepts offsets in Meta's form ({@code +0000}) and in the ISO form. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter();

  private static final Pattern TIME_OF_DAY =
      Pattern.compile("[ t,]+[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?(\\.[0-9]{1,9})?( ?[ap]\\.?m\\.?)?$");

  private static final Pattern ORDINAL =
      Pattern.compile("(?<=[0-9])(?:st|nd|rd|th|er|o|a|\u00BA|\u00AA)(?!\\p{L})");
  private static final Pattern BETWEEN_LETTERS_AND_DIGITS =
      Pattern.compile("(?<=[0-9])(?=\\p{L})|(?<=[\\p{L}\\p{M}])(?=[0-9])");

  private static final Set<String> FILLERS =
      Set.of(
          ("of the de del le den der el monday tuesday wednesday thursday friday saturday sunday"
                  + " mon tue wed thu fri sat sun")
              .split(" "));

  private final String order;
  private final ZoneId zone;
  private final LocalDate today;

  /**
   * @param order null if none is configured
   * @param zone the zone for the date of a time
   * @param today a two-digit year is the latest possible one up to this day; null rejects such
   *     years
   */
  DateText(String order, ZoneId zone, LocalDate today) {
    this.order = order;
    this.zone = zone;
    this.today = today;
  }

  Optional<LocalDate> read(String text) {
    String written = UnicodeText.trimmed(UnicodeText.asciiDigits(text));
    if (written.length() > LONGEST) {
      return Optional.empty();
    }
    Optional<LocalDate> ofTime = withOffset(written).map(ZonedDateTime::toLocalDate);
    return ofTime.isPresent() ? ofTime : ofWords(words(written));
  }

  /**
   * Parses a date with time and converts it to the zone; a time without an offset is in this zone.
   */
  Optional<ZonedDateTime> readTime(String text) {
    String written = UnicodeText.trimmed(UnicodeText.asciiDigits(text)).toLowerCase(Locale.ROOT);
    if (written.length() > LONGEST) {
      return Optional.empty();
    }
    Optional<ZonedDateTime> withOffset = withOffset(written.toUpperCase(Locale.ROOT));
    if (withOffset.isPresent()) {
      return withOffset;
    }
    Matcher time = TIME_OF_DAY.matcher(written);
    LocalTime ofDay = time.find() ? timeOfDay(time.group()).orElse(null) : LocalTime.MIDNIGHT;
    return ofDay == null
        ? Optional.empty()
        : ofWords(words(written)).map(date -> date.atTime(ofDay).atZone(zone));
  }

  /** Parses {@code 18:30}, {@code 18:30:05.250} or {@code 6:30 p.m.}. */
  static Optional<LocalTime> timeOfDay(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replaceAll("[ t,]+", "");
    boolean ofTwelve = plain.endsWith("m") || plain.endsWith("m.");
    String digits = ofTwelve ? plain.replaceFirst("[ap]\\.?m\\.?$", "") : plain;
    String whole = digits.indexOf(':') == 1 ? "0" + digits : digits;
    try {
      LocalTime time = LocalTime.parse(whole);
      boolean isLikely = !ofTwelve || (time.getHour() >= 1 && time.getHour() <= 12);
      return Optional.of(ofTwelve ? hours(time, plain.contains("p")) : time).filter(t -> isLikely);
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  private static LocalTime hours(LocalTime time, boolean afternoon) {
    return time.withHour(time.getHour() % 12 + (afternoon ? 12 : 0));
  }

  /** Describes the dates that {@link #read} accepts, as text that follows "must be". */
  String expected() {
    String date = today == null ? "a date with a four-digit year" : "a date";
    return order == null
        ? date + "; 03/04/1987 is ambiguous without \"order\""
        : date + ", " + order + " if it has only numbers";
  }

  private Optional<ZonedDateTime> withOffset(String text) {
    try {
      String iso =
          text.length() > 10 && text.charAt(10) == ' ' ? text.replaceFirst(" ", "T") : text;
      return Optional.of(OffsetDateTime.parse(iso, TIME).atZoneSameInstant(zone))
          .filter(time -> isLikely(time.toLocalDate()));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  private static List<String> words(String text) {
    String plain = TIME_OF_DAY.matcher(text.toLowerCase(Locale.ROOT)).replaceFirst("");
    plain =
        BETWEEN_LETTERS_AND_DIGITS
            .matcher(ORDINAL.matcher(NormalizedText.of(plain)).replaceAll(""))
            .replaceAll(" ");
    return List.of(plain.split(" ")).stream().filter(word -> !FILLERS.contains(word)).toList();
  }

  private Optional<LocalDate> ofWords(List<String> words) {
    List<String> numbers = words.stream().filter(DateText::isNumber).toList();
    List<Integer> months = words.stream().flatMap(word -> Months.of(word).stream()).toList();
    if (numbers.size() + months.size() != words.size() || months.size() > 1) {
      return Optional.empty();
    }
    if (months.size() == 1) {
      return numbers.size() == 2 ? withMonth(numbers, months.get(0)) : Optional.empty();
    }
    return numbers.size() == 3 ? ofNumbers(numbers) : ofOneNumber(numbers);
  }

  /** "April 19, 1987", "19 April 1987", "1987 April 19". */
  private Optional<LocalDate> withMonth(List<String> numbers, int month) {
    boolean yearFirst = numbers.get(0).length() == 4;
    String day = numbers.get(yearFirst ? 1 : 0);
    return date(numbers.get(yearFirst ? 0 : 1), month, day);
  }

  private Optional<LocalDate> ofNumbers(List<String> n) {
    if (n.get(0).length() == 4) {
      return date(n.get(0), number(n.get(1)), n.get(2));
    }
    Set<LocalDate> readings = new LinkedHashSet<>();
    if (!MONTH_FIRST.equals(order)) {
      date(n.get(2), number(n.get(1)), n.get(0)).ifPresent(readings::add);
    }
    if (!DAY_FIRST.equals(order)) {
      date(n.get(2), number(n.get(0)), n.get(1)).ifPresent(readings::add);
    }
    return readings.size() == 1 ? readings.stream().findFirst() : Optional.empty();
  }

  /** 19870419. */
  private Optional<LocalDate> ofOneNumber(List<String> numbers) {
    if (numbers.size() != 1 || numbers.get(0).length() != 8) {
      return Optional.empty();
    }
    String n = numbers.get(0);
    return date(n.substring(0, 4), number(n.substring(4, 6)), n.substring(6));
  }

  private Optional<LocalDate> date(String year, int month, String day) {
    return day.length() > 2
        ? Optional.empty()
        : years(year).stream()
            .flatMap(candidate -> valid(candidate, month, number(day)).stream())
            .findFirst();
  }

  /** Returns the possible years, the most likely first. */
  private List<Integer> years(String year) {
    if (year.length() == 4) {
      return List.of(number(year));
    }
    return year.length() == 2 && today != null
        ? List.of(2000 + number(year), 1900 + number(year))
        : List.of();
  }

  private Optional<LocalDate> valid(int year, int month, int day) {
    try {
      return Optional.of(LocalDate.of(year, month, day))
          .filter(DateText::isLikely)
          .filter(date -> today == null || !date.isAfter(today));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  private static boolean isLikely(LocalDate date) {
    return date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR;
  }

  private static boolean isNumber(String word) {
    return word.length() <= 8 && word.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }
}
