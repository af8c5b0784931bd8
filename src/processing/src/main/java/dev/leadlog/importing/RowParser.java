package dev.leadlog.importing;

import dev.leadlog.csv.Column;
import dev.leadlog.importing.ImportResult.Rejected;
import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Parses one row, and keeps the first mistake. */
final class RowParser {

  /** A time without an offset may be local time anywhere in the world. */
  private static final Duration AHEAD_OF_UTC = Duration.ofHours(14);

  /** Earlier times are mistakes: lead ads began years later. */
  private static final Instant LONG_AGO = Instant.parse("2010-01-01T00:00:00Z");

  private static final Pattern ROUNDED =
      Pattern.compile("[0-9]{1,40}([.,][0-9]{0,40})?[eE]\\+?[0-9]{1,3}");

  private static final String AD_ID = "0|[1-9][0-9]{0,39}";

  private final Header header;
  private final CsvRow row;
  private Rejected mistake;

  RowParser(CsvRow row) {
    this.header = row.header();
    this.row = row;
    if (row.violation() != null && row.cells().isEmpty()) {
      rejectRow(row.violation());
    } else if (!header.fits(row.cells())) {
      rejectRow(
          "the row has %d columns, the header has %d"
              .formatted(row.cells().size(), header.names().size()));
    } else {
      nul();
    }
  }

  private void nul() {
    for (int i = 0; i < header.names().size(); i++) {
      if (row.cells().get(i).indexOf('\0') >= 0) {
        wrong(header.names().get(i), "the cell contains a NUL character");
        return;
      }
    }
  }

  private Optional<String> value(Column column) {
    return mistake == null ? header.value(row, column) : Optional.empty();
  }

  /** Returns the first mistake so far, or null. */
  Rejected mistake() {
    if (row.violation() != null) {
      rejectRow(row.violation());
    }
    return mistake;
  }

  private void wrong(Column column, String why) {
    wrong(header.name(column), why);
  }

  private void rejectRow(String why) {
    wrong((String) null, why);
  }

  private void wrong(String column, String why) {
    if (mistake == null) {
      mistake = new Rejected(row.line(), column, why);
    }
  }

  LeadgenId leadgenId() {
    return needed(Column.LEADGEN_ID, text -> LeadgenId.of(text).filter(id -> !id.isMalformed()));
  }

  FormId formId() {
    return needed(Column.FORM_ID, FormId::of);
  }

  /** A missing column, 0 and an empty cell mean that there is no ad; a rounded id is left out. */
  String adId() {
    return optional(
            Column.AD_ID,
            text -> Optional.of(text).filter(id -> isRounded(id) || id.matches(AD_ID)),
            Column.AD_ID.title() + " must be digits, or empty for none")
        .filter(id -> !id.equals("0") && !isRounded(id))
        .orElse(null);
  }

  /** Returns the page of the row, else the given page, else the page that lists the form. */
  PageId pageId(PageId given, FormId form, PagesByForm pages) {
    if (value(Column.PAGE_ID).isPresent()) {
      return needed(Column.PAGE_ID, PageId::of);
    }
    if (given != null || mistake != null) {
      return given;
    }
    Set<String> listing = pages.of(form);
    if (listing.size() == 1) {
      return new PageId(listing.iterator().next());
    }
    wrong(
        Column.PAGE_ID,
        listing.isEmpty()
            ? "the row has no page id and no configured page lists form "
                + form
                + "; add a column Page ID, enter a page for the import, or configure the form"
            : "the row has no page id and several pages list form "
                + form
                + ": "
                + String.join(", ", listing));
    return null;
  }

  Instant createdTime(Instant now) {
    return time(Column.CREATED_TIME, now).orElse(null);
  }

  Optional<Instant> receivedTime(Instant now) {
    return time(Column.RECEIVED_TIME, now).map(time -> time.isAfter(now) ? now : time);
  }

  private Optional<Instant> time(Column column, Instant now) {
    Optional<Instant> time =
        optional(
            column, TimestampParser::of, column.title() + " must be " + TimestampParser.FORMATS);
    if (time.filter(t -> t.isAfter(now.plus(AHEAD_OF_UTC))).isPresent()) {
      wrong(column, "the time is in the future");
    } else if (time.filter(t -> t.isBefore(LONG_AGO)).isPresent()) {
      wrong(column, "the time is before 2010, when there were no lead ads");
    }
    return time;
  }

  private <T> T needed(Column column, Function<String, Optional<T>> read) {
    Optional<String> text = value(column);
    Optional<T> value = text.flatMap(read);
    if (value.isEmpty()) {
      wrong(column, column.title() + idMistake(text.orElse("")));
    }
    return value.orElse(null);
  }

  /**
   * Returns whether a text is a long number that a spreadsheet has rounded, such as {@code
   * 1.202E+17}.
   */
  static boolean isRounded(String text) {
    return ROUNDED.matcher(text).matches();
  }

  private static String idMistake(String text) {
    if (text.isEmpty()) {
      return " is empty";
    }
    return isRounded(text)
        ? " was rounded by a spreadsheet and its digits are lost; export it again as text"
        : " must be 1 to 40 digits";
  }

  private <T> Optional<T> optional(
      Column column, Function<String, Optional<T>> read, String expected) {
    Optional<String> text = value(column);
    Optional<T> value = text.flatMap(read);
    if (text.isPresent() && value.isEmpty()) {
      wrong(column, expected);
    }
    return value;
  }
}
