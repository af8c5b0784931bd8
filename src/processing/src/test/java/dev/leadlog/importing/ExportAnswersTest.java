package dev.leadlog.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportAnswersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "post_code | z:03581 | 03581",
        "zip_code | z:AB1 2CD | AB1 2CD",
        "postleitzahl | z:03581 | 03581",
        "¿cuál_es_tu_código_postal? | z:03581 | 03581",
        "where | z:03581 | 03581",
        "zip_code | z:<test lead: dummy data for zip_code> | <test lead: dummy data for zip_code>",
        "phone_number | p:+491701234567 | +491701234567",
        "phone_number | p:0170 1234567 ext. 5 | 0170 1234567 ext. 5",
        "número_de_teléfono | p:600 | 600",
        "how_to_reach_you | p:+55 (47) 9788-7666 | +55 (47) 9788-7666",
        "phone_number | p:<test lead: dummy data for phone_number> | <test lead: dummy data for phone_number>",
        "what_do_you_choose? | p:maybe | p:maybe",
        "what_do_you_choose? | z:b | z:b",
        "full_name | l:100 | l:100",
        "hotel | p:x | p:x",
      })
  void the_prefix_of_its_column_is_removed_from_a_value(
      String question, String cell, String answer) {
    ImportedRows read =
        ImportedRows.of("id\tform_id\t" + question, "l:870000000000000001\tf:7\t" + cell);

    assertThat(read.answer(0, question)).isEqualTo(answer);
    assertThat(read.leads().get(0).read().test()).isEqualTo(answer.startsWith("<test lead"));
  }

  @Test
  void a_prefix_is_kept_in_any_other_file() {
    ImportedRows read =
        ImportedRows.of("Leadgen ID,Form ID,Ad ID,zip", "870000000000000001,7,ag:8,z:03581");

    assertThat(read.leads().get(0).read()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "true,true",
    "TRUE,true",
    "1,true",
    "WAHR,true",
    "VRAI,true",
    "VERDADERO,true",
    "VERDADEIRO,true",
    "VERO,true",
    "DOĞRU,true",
    "सही,true",
    "صحيح,true",
    "ИСТИНА,true",
    "false,false",
    "0,false",
    "FALSCH,false",
    "FALSO,false",
    "FAUX,false",
    "ONWAAR,false",
    "FAŁSZ,false",
    "YANLIŞ,false",
    "गलत,false",
    "خطأ,false",
    "maybe,",
    "2,",
    "-,"
  })
  void the_field_is_organic_is_read_in_the_language_of_a_spreadsheet(String cell, Boolean organic) {
    ImportedRows read =
        ImportedRows.of("id,form_id,is_organic,full_name", "870000000000000001,7," + cell + ",Zoë");

    JsonNode said = read.payload(0).path("is_organic");
    assertThat(said.isBoolean() ? said.asBoolean() : null).isEqualTo(organic);
    assertThat(read.leads().get(0).read().isOrganic(null)).isEqualTo(organic);
  }

  @Test
  void a_row_without_is_organic_is_organic_if_it_names_no_ad() {
    ImportedRows read =
        ImportedRows.of(
            "id,form_id,ad_id,is_organic,full_name",
            "870000000000000001,7,,,Zoë",
            "870000000000000002,7,8,maybe,Kim");

    assertThat(read.leads().get(0).read().isOrganic(null)).isTrue();
    assertThat(read.leads().get(1).read().isOrganic(null)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"lead_status", "inbox_url", "Lead Status", "partner_name", "retailer_item_id"})
  void a_column_that_only_meta_fills_in_is_not_an_answer(String column) {
    ImportedRows read =
        ImportedRows.of(
            "id,form_id,full_name," + column,
            "870000000000000001,7,,complete",
            "870000000000000002,7,Zoë,CREATED");

    assertThat(read.leads().get(0).read()).as("it is read from Meta").isNull();
    assertThat(read.payload(1).path("field_data")).hasSize(1);
    assertThat(read.payload(1).has("lead_status")).isFalse();
    assertThat(read.payload(1).has("inbox_url")).isFalse();
  }
}
