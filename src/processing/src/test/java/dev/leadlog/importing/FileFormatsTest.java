package dev.leadlog.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileFormatsTest {

  private static final String ID = "870000000000000001";

  @Nested
  class WhenTheFileIsCsv {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "id;form_id;prénom\n870000000000000001;7;Zoë",
          "id;form_id;full_name\n870000000000000001;7;Françoise Lœuf – “Élan” d’Été €5",
          "id;form_id;wie_heißt_du\n870000000000000001;7;Jörg Größe „so“",
          "id;form_id;¿cómo_te_llamas?\n870000000000000001;7;MUÑOZ PEÑA",
          "id;form_id;nome\n870000000000000001;7;João Conceição"
        })
    void a_file_in_Windows_1252_is_read_with_a_warning(String file) {
      ImportedRows read = ImportedRows.of(file.getBytes(Charset.forName("windows-1252")));

      String question = file.substring("id;form_id;".length(), file.indexOf('\n'));
      assertThat(read.answer(0, question)).isEqualTo(file.substring(file.lastIndexOf(';') + 1));
      assertThat(((ImportResult.Read) read.imported()).warnings())
          .singleElement()
          .satisfies(warning -> assertThat(warning).contains("was read as Windows-1252"));
    }

    @ParameterizedTest
    @CsvSource({
      "windows-1251, Мария Иванова",
      "windows-1250, Łukasz Żółć",
      "windows-1254, Ayşe Yıldız",
      "windows-1253, Μαρία",
      "IBM850, André",
      "x-MacRoman, Renée",
      "GBK, 张伟",
      "Shift_JIS, 山田太郎"
    })
    void a_file_in_another_code_page_is_rejected(String charset, String name) {
      ImportedRows read =
          ImportedRows.of(
              ("id;form_id;full_name\n" + ID + ";7;" + name).getBytes(Charset.forName(charset)));

      assertThat(read.leads()).isEmpty();
      assertThat(read.why())
          .allSatisfy(why -> assertThat(why).contains("save the file as CSV UTF-8"));
    }

    @Test
    void a_file_with_replacement_characters_is_read_with_a_warning() {
      ImportedRows read = ImportedRows.of("id,form_id,full_name", ID + ",7,Zo\uFFFD");

      assertThat(((ImportResult.Read) read.imported()).warnings())
          .singleElement()
          .asString()
          .startsWith("line 2: letters were lost")
          .contains("application/octet-stream");
    }

    @Test
    void a_file_in_utf_8_is_read_although_one_row_is_not_utf_8() {
      byte[] good = ("id,form_id,full_name\n" + ID + ",7,Zoë\n").getBytes(StandardCharsets.UTF_8);
      byte[] bad = "870000000000000002,7,Zoë".getBytes(StandardCharsets.ISO_8859_1);
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      file.writeBytes(good);
      file.writeBytes(bad);

      ImportedRows read = ImportedRows.of(file.toByteArray());

      assertThat(read.answer(0, "full_name")).isEqualTo("Zoë");
      assertThat(read.why())
          .singleElement()
          .asString()
          .startsWith("3: the line is not valid UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void a_file_in_utf_16_without_a_byte_order_mark_is_read(String charset) {
      ImportedRows read =
          ImportedRows.of(
              ("id\tform_id\tfull_name\n" + ID + "\t7\tZoë 你").getBytes(Charset.forName(charset)));

      assertThat(read.answer(0, "full_name")).isEqualTo("Zoë 你");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "sep=;\nid;form_id;full_name\n870000000000000001;7;Kim, A.",
          "\"sep=;\"\r\nid;form_id;full_name\r\n870000000000000001;7;Kim, A.",
          "SEP=|\nid|form_id|full_name\n870000000000000001|7|Kim, A.",
          "\n\nsep=,\nid,form_id,full_name\n870000000000000001,7,\"Kim, A.\"",
          "\uFEFFsep=;\nid;form_id;full_name\n870000000000000001;7;Kim, A.",
          "\"id,form_id,full_name\"\n\"870000000000000001,7,\"\"Kim, A.\"\"\"",
          "\"id,form_id,full_name\",,\n\"870000000000000001,7,\"\"Kim, A.\"\"\",,",
          "\"id;form_id;full_name\"\n870000000000000001;7;Kim, A.",
          "\"id,form_id,full_name\";;\n\"870000000000000001,7,\"\"Kim, A.\"\"\";;"
        })
    void a_file_with_the_extras_of_a_spreadsheet_is_read(String file) {
      ImportedRows read = ImportedRows.of(file);

      assertThat(read.rejected()).isEmpty();
      assertThat(read.answer(0, "full_name")).isEqualTo("Kim, A.");
    }
  }

  @Nested
  class WhenTheFileIsNotCsv {

    @Test
    void the_kind_of_a_file_that_is_not_csv_is_named() throws IOException {
      assertThat(kind(zip("[Content_Types].xml", "xl/workbook.xml")))
          .contains("Excel workbook", "CSV UTF-8");
      assertThat(kind(zip("leads.csv"))).contains("ZIP archive");
      assertThat(kind(zip("mimetype-opendocument.spreadsheet"))).contains("spreadsheet");
      assertThat(kind(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 1, 2}))
          .contains("Excel workbook");
      assertThat(kind(gzip("id,form_id\n"))).contains("gzip");
      assertThat(kind("%PDF-1.7".getBytes())).contains("PDF");
      assertThat(kind("<!DOCTYPE html><html>".getBytes())).contains("web page");
      assertThat(kind("{\"data\":[]}".getBytes())).contains("JSON");
      for (String empty : new String[] {"", "\uFEFF", "\r\n \n"}) {
        assertThat(kind(empty.getBytes(StandardCharsets.UTF_8))).isEqualTo("the file is empty");
      }
      assertThat(
              kind(
                  "--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nid,form_id\r\n--x--"
                      .getBytes()))
          .contains("form upload");
    }

    @Test
    void a_file_of_leads_center_is_named_because_it_has_no_ids() {
      ImportedRows read =
          ImportedRows.of(
              "Created,Name,Email,Source,Form,Channel,Stage,Owner,Labels,Phone", "a,b,c");

      assertThat(read.noHeader().unsupportedType()).contains("Leads Center", "no leadgen id");
      assertThat(read.noHeader().missing()).isEmpty();
    }

    @Test
    void the_page_column_is_not_missing_if_the_page_was_given() {
      assertThat(ImportedRows.of("full_name,email").noHeader().missing())
          .containsExactly("Leadgen ID", "Form ID");
    }

    private static String kind(byte[] file) {
      ImportResult.NoHeader header = ImportedRows.of(file).noHeader();
      assertThat(header.missing()).isEmpty();
      return header.unsupportedType();
    }

    private static byte[] zip(String... names) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
        for (String name : names) {
          zip.putNextEntry(new ZipEntry(name));
          zip.write("id,form_id\n".getBytes());
        }
      }
      return bytes.toByteArray();
    }

    private static byte[] gzip(String text) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
        gzip.write(text.getBytes());
      }
      return bytes.toByteArray();
    }
  }
}
