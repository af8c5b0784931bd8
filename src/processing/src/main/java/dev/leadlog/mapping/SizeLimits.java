package dev.leadlog.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.log.Reason;
import java.util.List;

/** The size limits of the values that formatting functions return. */
final class SizeLimits {

  /** As text that follows "must be". */
  static final String EXPECTED =
      "at most 64 KB and 1,000 values, and at most 128 KB with all other fields of the lead";

  static final int LARGEST_LEAD = 128 * 1024;

  /** The limit for the results of all steps of a lead, which are kept for the preview. */
  static final long MOST_WORK = 8L * 1024 * 1024;

  private static final int LARGEST_VALUE = 64 * 1024;
  private static final int MOST_VALUES = 1_000;

  static boolean hold(List<JsonNode> values) {
    return values.size() <= MOST_VALUES
        && values.stream().noneMatch(value -> size(value) > LARGEST_VALUE)
        && size(values) <= LARGEST_LEAD;
  }

  /** Returns the size in bytes of UTF-8. */
  static long size(List<JsonNode> values) {
    return values.stream().mapToLong(SizeLimits::size).sum();
  }

  private static long size(JsonNode value) {
    return value.asText().codePoints().map(SizeLimits::bytes).asLongStream().sum();
  }

  private static int bytes(int codePoint) {
    if (codePoint < 0x800) {
      return codePoint < 0x80 ? 1 : 2;
    }
    return Character.isBmpCodePoint(codePoint) ? 3 : 4;
  }

  static FormatResult.Failed exceeded(JsonNode value) {
    return new FormatResult.Failed(new Violation(Reason.INVALID_FORMAT, EXPECTED, value));
  }

  private SizeLimits() {}
}
