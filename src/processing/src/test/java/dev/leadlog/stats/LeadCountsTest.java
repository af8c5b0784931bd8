package dev.leadlog.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeadCountsTest {

  /** A count is negative if the stream record that added to it was lost. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "1, 0, 0",
    "4, 3, 28",
    "2, 2, 0",
    "-1, -1, -5",
    "1, 0, -5",
    "0, -1, 7",
    "-3, 2, -9",
    "499999999, 499999999, 9000000000000000"
  })
  void packed_counts_are_read_back_unchanged(long leads, long timed, long seconds) {
    LeadCounts counts = new LeadCounts(leads, timed, seconds);

    assertThat(LeadCounts.unpacked(counts.packed())).isEqualTo(counts);
  }

  @ParameterizedTest
  @CsvSource({"3, 2, 40, 5, 5, 100", "3, 3, 40, -1, -1, -40", "1, 1, 9, -1, -1, -9"})
  void the_sum_of_packed_counts_equals_the_packed_sum(
      long leads, long timed, long seconds, long moreLeads, long moreTimed, long moreSeconds) {
    BigInteger sum =
        new LeadCounts(leads, timed, seconds)
            .packed()
            .add(new LeadCounts(moreLeads, moreTimed, moreSeconds).packed());

    assertThat(LeadCounts.unpacked(sum))
        .isEqualTo(new LeadCounts(leads + moreLeads, timed + moreTimed, seconds + moreSeconds));
  }
}
