package dev.leadlog.importing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoundedIdsTest {

  private static final String ID = "87654321098765000";

  @Test
  void people_who_share_an_id_are_rejected_with_both_lines() {
    ImportedRows read =
        ImportedRows.of(
            "id,form_id,full_name,email",
            ID + ",7,Zoë,zoe@example.com",
            ID + ",7,Kim,kim@example.com",
            ID + ",7,Ann,ann@example.com",
            ID + ",7,Zoë,zoe@example.com");

    assertThat(read.ids()).containsExactly(ID);
    assertThat(read.why())
        .hasSize(2)
        .allSatisfy(
            why ->
                assertThat(why).contains("the row has the same id as line 2, with other answers"))
        .satisfiesExactly(
            why -> assertThat(why).startsWith("3: "), why -> assertThat(why).startsWith("4: "));
    assertThat(((ImportResult.Read) read.imported()).duplicates()).isEqualTo(1);
  }

  @Test
  void the_same_answers_in_another_order_are_the_same_person() {
    ImportedRows read =
        ImportedRows.of(
            "id,form_id,lead_status,full_name,email",
            ID + ",7,CREATED,Zoë,zoe@example.com",
            "id,form_id,email,full_name,phone,lead_status",
            ID + ",7,zoe@example.com,Zoë,,complete");

    assertThat(read.rejected()).isEmpty();
    assertThat(((ImportResult.Read) read.imported()).duplicates()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"8,2026-02-28 08:49:14,1", "7,2026-02-28 08:49:15,1", "7,2026-02-28 08:49:14,0"})
  void rows_without_answers_are_distinguished_by_form_and_time(
      String form, String created, int rejected) {
    ImportedRows read =
        ImportedRows.of(
            "Leadgen ID,Form ID,Created Time",
            ID + ",7,2026-02-28 08:49:14",
            ID + "," + form + "," + created,
            ID + ",7,");

    assertThat(read.rejected()).hasSize(rejected);
    assertThat(((ImportResult.Read) read.imported()).duplicates()).isEqualTo(2 - rejected);
  }

  @Test
  void answers_in_a_later_row_of_the_same_person_are_used() {
    ImportedRows read =
        ImportedRows.of("Leadgen ID,Form ID", ID + ",7", "id,form_id,full_name", ID + ",7,Zoë");

    assertThat(read.leads()).hasSize(2);
    assertThat(read.answer(1, "full_name")).isEqualTo("Zoë");
    assertThat(read.rejected()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.202E+17", "1,202E+17", "1.2E17", "1.202e+017", "ag:1.202E+17"})
  void a_rounded_ad_or_campaign_is_left_out_with_a_warning(String rounded) {
    ImportedRows read =
        ImportedRows.of(
            "id;form_id;ad_id;adset_id;campaign_id;full_name",
            "870000000000000001;7;" + rounded + ";1.202E+17;1.202E+17;Zoë",
            "870000000000000002;7;1;2;1.202E+17;Kim");

    assertThat(read.rejected()).isEmpty();
    assertThat(read.leads().get(0).adId()).isNull();
    assertThat(read.payload(0).has("ad_id")).isFalse();
    assertThat(read.payload(0).has("adset_id")).isFalse();
    assertThat(read.payload(0).has("campaign_id")).isFalse();
    assertThat(read.payload(1).path("adset_id").asText()).isEqualTo("2");
    assertThat(((ImportResult.Read) read.imported()).warnings())
        .contains(
            "line 2 and 1 more: campaign_id was rounded by a spreadsheet and its digits are lost; it is left out")
        .anyMatch(warning -> warning.startsWith("line 2: ad_id was rounded"));
  }

  @Test
  void a_rounded_ad_of_the_six_columns_is_left_out_with_a_warning() {
    ImportedRows read = ImportedRows.of("Leadgen ID,Form ID,Ad ID", "870000000000000001,7,1.2E+17");

    assertThat(read.leads().get(0).adId()).isNull();
    assertThat(((ImportResult.Read) read.imported()).warnings()).hasSize(1);
  }
}
