package dev.leadlog.csv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"})
  void a_cell_that_would_be_a_formula_gets_an_apostrophe(String text) {
    assertThat(CsvText.escapeFormula(text)).isEqualTo("'" + text);
  }

  @Test
  void any_other_cell_is_unchanged() {
    assertThat(CsvText.escapeFormula("1-1=0")).isEqualTo("1-1=0");
    assertThat(CsvText.escapeFormula("")).isEmpty();
    assertThat(CsvText.escapeFormula(null)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Column.class)
  void a_written_cell_is_read_back_unchanged(Column column) {
    assertThat(column.value(column.cell("100200300400500600"))).isEqualTo("100200300400500600");
  }
}
