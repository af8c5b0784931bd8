package dev.leadlog.simulatedmeta;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A simulated fault of a lead, a form or a page. */
enum Fault {
  // reading the lead fails the given number of times, then succeeds
  THROTTLED(1),
  UNAVAILABLE(1),
  TIMEOUT(1),
  NOT_JSON(1),
  EMPTY(1),
  OTHER_LEAD(1),
  TRANSIENT(1),
  TOO_MUCH_DATA(1),
  NOT_THERE_YET(1),
  // reading the lead fails until the fault is cleared
  TOKEN_DEAD(Integer.MAX_VALUE),
  PERMISSION_MISSING(Integer.MAX_VALUE),
  ACCESS_REVOKED(Integer.MAX_VALUE),
  UNKNOWN_ID(Integer.MAX_VALUE),
  BLOCKED(Integer.MAX_VALUE),
  BAD_REQUEST(Integer.MAX_VALUE),
  NO_ADS_PERMISSION(Integer.MAX_VALUE),
  NO_SUCH_FIELD(Integer.MAX_VALUE),
  NO_SUCH_CAPABILITY(Integer.MAX_VALUE),
  PERMISSION_NAMED(Integer.MAX_VALUE),
  VERSION_OVER(Integer.MAX_VALUE),
  // reading the leads of a form behaves differently
  CURSOR_EXPIRED(1),
  FILTER_IGNORED(0),
  UNORDERED(0),
  // the lead itself is special
  MULTI_SELECT(0),
  UNICODE(0),
  TESTING_TOOL(0),
  NO_ANSWERS(0),
  ORGANIC(0),
  // its webhook is special
  DUPLICATE(0),
  REORDERED(0),
  DASHBOARD_TEST(0);

  private final int times;

  Fault(int times) {
    this.times = times;
  }

  /** The default number of reads that fail. */
  int times() {
    return times;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Finds a fault by its name, in any case, with hyphens, underscores or blanks. */
  static Optional<Fault> of(String text) {
    String name = text.strip().toUpperCase(Locale.ROOT).replaceAll("[- ]", "_");
    String known =
        switch (name) {
          case "5XX" -> "UNAVAILABLE";
          case "TIME_OUT" -> "TIMEOUT";
          case "NOT_VISIBLE" -> "UNKNOWN_ID";
          default -> name;
        };
    return Arrays.stream(values()).filter(fault -> fault.name().equals(known)).findFirst();
  }

  static String names() {
    return Arrays.stream(values()).map(Fault::text).collect(Collectors.joining(", "));
  }
}
