package dev.leadlog.csv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"})
  void a_cell_that_would_begin_a_formula_begins_with_an_apostrophe(String text) {
    assertThat(CsvText.escapeFormula(text)).isEqualTo("'" + text);
  }

  @Test
  void any_other_cell_stays_as_it_is() {
    assertThat(CsvText.escapeFormula("1-1=0")).isEqualTo("1-1=0");
    assertThat(CsvText.escapeFormula("")).isEmpty();
    assertThat(CsvText.escapeFormula(null)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Column.class)
  void what_is_written_into_a_column_is_what_is_read_from_it(Column column) {
    assertThat(column.value(column.cell("100200300400500600"))).isEqualTo("100200300400500600");
  }
}
