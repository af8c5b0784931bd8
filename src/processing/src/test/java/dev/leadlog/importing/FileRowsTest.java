package dev.leadlog.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileRowsTest {

  private static final String META = "id,form_id,full_name";

  @Nested
  class RowsOfSeveralLines {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "8.5E+17,7,\"hello\n870000000000000009,7,Mallory\"",
          "870000000000000001,7,\"hello\n870000000000000009,7,Mallory\"x",
          "870000000000000001,7,\"hello\n870000000000000009,7,a \"quote\" inside\"",
          "870000000000000001,7,\"hello \"world\"\n870000000000000009,7,Mallory\"",
          "870000000000000001,7,\"a\0b\n870000000000000009,7,Mallory\"",
          "870000000000000001,,\"hello\r\n870000000000000009,7,Mallory\"",
          "870000000000000001,7,8,\"hello\r870000000000000009,7,Mallory\"",
          "870000000000000001,7,\"hello\n\n\n870000000000000009,7,Mallory\n\""
        })
    void a_wrong_row_of_several_lines_is_one_row(String row) {
      ImportedRows read = ImportedRows.of(META, row, "870000000000000002,7,Zoë");

      assertThat(read.ids()).containsExactly("870000000000000002");
      assertThat(read.rejected()).singleElement().satisfies(r -> assertThat(r.line()).isEqualTo(2));
    }

    @Test
    void a_row_of_several_lines_is_one_row_if_a_line_is_not_utf_8() {
      String file =
          META
              + "\n8.5E+17,7,\"Zo\u00EB\n870000000000000009,7,Mallory\"\n"
              + "8.5E+17,7,\"hello\nZo\u00EB\n870000000000000009,7,Mallory\"\n"
              + "870000000000000002,7,\u4F60";

      ImportedRows read = ImportedRows.of(mixed(file));

      assertThat(read.ids()).containsExactly("870000000000000002");
      assertThat(read.rejected()).extracting(ImportResult.Rejected::line).containsExactly(2, 4);
    }

    @Test
    void a_row_of_several_lines_is_one_row_if_it_is_too_long() {
      ImportedRows read =
          ImportedRows.of(
              META,
              "870000000000000001,7,\"" + "hello\n".repeat(500) + "870000000000000009,7,Mallory\"",
              "870000000000000003,7,\"" + "x".repeat(70_000) + "\n870000000000000009,7,Mallory\"",
              "870000000000000002,7,Zoë");

      assertThat(read.ids()).containsExactly("870000000000000002");
      assertThat(read.why())
          .containsExactly(
              "2: a quoted cell ends in line 502 and contains line 502, which looks like a row; close the quote",
              "503: a quoted cell ends in line 504 and contains line 504, which looks like a row; close the quote");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "870000000000000001,7,\"never closed",
          "870000000000000001,7,\"closed\" and open\"",
          "870000000000000001,7,24\" wide"
        })
    void a_row_with_an_open_quote_ends_with_its_line_if_the_next_quote_begins_a_cell(String row) {
      ImportedRows read =
          ImportedRows.of(
              META, row, "870000000000000002,7,Zoë", "870000000000000003,7,\"Kim, A.\"");

      assertThat(read.ids()).contains("870000000000000002", "870000000000000003");
    }

    /** The file with every other line in Latin-1, like a file that was joined from two. */
    private static byte[] mixed(String file) {
      java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
      for (String line : file.split("(?<=\n)")) {
        bytes.writeBytes(
            line.getBytes(
                line.contains("\u00EB") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
      }
      return bytes.toByteArray();
    }
  }

  @Nested
  class WhenTheFileHasASecondHeader {

    @Test
    void a_second_header_begins_a_section_with_its_own_columns() {
      ImportedRows read =
          ImportedRows.of(
              "id,form_id,full_name,email",
              "870000000000000001,7,Zoë,zoe@example.com",
              "",
              "id,form_id,email,full_name",
              "870000000000000002,7,kim@example.com,Kim");

      assertThat(read.ids()).containsExactly("870000000000000001", "870000000000000002");
      assertThat(read.answer(1, "full_name")).isEqualTo("Kim");
      assertThat(read.answer(1, "email")).isEqualTo("kim@example.com");
      assertThat(read.rejected()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "id,form_id,full_name",
          "\"id\",\"form_id\",\"full_name\"",
          "\uFEFFid,form_id,full_name",
          "\uFEFF\"id\",\"form_id\",\"full_name\"",
          "ID , Form ID,full_name",
          "sep=,\nid,form_id,full_name",
          "\"id,form_id,full_name\""
        })
    void a_second_header_is_recognised_in_any_spelling(String header) {
      ImportedRows read =
          ImportedRows.of(META, "870000000000000001,7,Zoë", header, "870000000000000002,7,Kim");

      assertThat(read.ids()).containsExactly("870000000000000001", "870000000000000002");
      assertThat(read.answer(1, "full_name")).isEqualTo("Kim");
      assertThat(read.rejected()).isEmpty();
    }

    @Test
    void a_second_header_may_have_another_separator_and_other_columns() {
      ImportedRows read =
          ImportedRows.of(
              "full_name,email,phone,form_id,id",
              "Zoë,zoe@example.com,1,7,870000000000000001",
              "Form ID;Leadgen ID",
              "8;870000000000000002",
              "id\tform_id\tfull_name",
              "870000000000000003\t9\tKim, \"A.\"");

      assertThat(read.leads())
          .extracting(lead -> lead.formId().text())
          .containsExactly("7", "8", "9");
      assertThat(read.leads().get(1).read()).isNull();
      assertThat(read.answer(2, "full_name")).isEqualTo("Kim, \"A.\"");
    }

    @Test
    void rows_after_a_second_header_without_a_required_column_are_rejected() {
      ImportedRows read =
          ImportedRows.of(
              "id,form_id,full_name,email",
              "870000000000000001,7,Zoë,zoe@example.com",
              "id,email,full_name,phone",
              "870000000000000002,kim@example.com,Kim,1",
              "id,form_id,full_name,email",
              "870000000000000003,7,Ann,ann@example.com");

      assertThat(read.ids()).containsExactly("870000000000000001", "870000000000000003");
      assertThat(read.why()).containsExactly("4: the header above the row lacks Form ID");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"8.5E+17,7,id,form_id", ",7,id,form_id", "870000000000000002,7,id,email"})
    void a_row_whose_answers_are_names_of_columns_is_not_a_header(String row) {
      ImportedRows read =
          ImportedRows.of(
              "id,form_id,full_name,email", row, "870000000000000001,7,Zoë,zoe@example.com");

      assertThat(read.ids()).contains("870000000000000001");
      assertThat(read.answer(read.leads().size() - 1, "full_name")).isEqualTo("Zoë");
    }
  }
}
