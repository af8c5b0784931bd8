package dev.leadlog.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormUploadTest {

  private static final String TYPE = "multipart/form-data; boundary=----abc";
  private static final String FILE =
      "------abc\r\nContent-Disposition: form-data; name=\"file\"; filename=\"leads.csv\"\r\n"
          + "Content-Type: text/csv\r\n\r\n";

  private static FormUpload read(String type, String body) {
    return FormUpload.of(type, body.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        TYPE,
        "Multipart/Form-Data; boundary=\"----abc\"",
        "multipart/form-data; charset=utf-8; boundary=----abc"
      })
  void an_upload_is_recognised_by_its_content_type_and_its_file_is_unchanged(String type) {
    String csv = "id,form_id\r\n1,\"2\r\n--\n\"\r\nZoë\r\n";

    assertThat(FormUpload.is(type)).isTrue();
    assertThat(read(type, FILE + csv + "\r\n------abc--\r\n").file())
        .isEqualTo(csv.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void an_upload_may_have_an_empty_file() {
    assertThat(read(TYPE, FILE + "\r\n------abc--").file()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/csv", "application/octet-stream", "multipart/form-data", ""})
  void a_body_with_another_content_type_is_not_an_upload(String type) {
    assertThat(FormUpload.is(type)).isFalse();
    assertThat(FormUpload.is(null)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "------abc--",
        "------abc",
        "id,form_id\r\n1,2",
        FILE + "cut off",
        FILE + "a\r\n" + FILE + "b\r\n------abc--"
      })
  void an_upload_must_have_one_file(String body) {
    assertThat(read(TYPE, body).mistakes())
        .singleElement()
        .asString()
        .contains("the form must have one file");
  }

  @Test
  void an_upload_may_have_no_other_field() {
    String field = "------abc\r\nContent-Disposition: form-data; name=\"dryRun\"\r\n\r\ntrue\r\n";

    assertThat(read(TYPE, field + FILE + "a\r\n------abc--").mistakes())
        .singleElement()
        .asString()
        .startsWith("dryRun: the form may have only a file");
  }
}
