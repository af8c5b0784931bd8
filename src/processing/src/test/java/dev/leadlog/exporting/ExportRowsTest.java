package dev.leadlog.exporting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.lifecycle.LeadLogJson;
import dev.leadlog.workbench.LeadLogBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExportRowsTest {

  @Test
  void a_file_has_every_column_of_a_list() {
    assertThat(LeadLogJson.exported(LeadLogBuilder.pending().log()).fieldNames())
        .toIterable()
        .containsExactlyElementsOf(ExportRows.FIELDS);
  }

  @Test
  void a_file_begins_with_a_byte_order_mark_and_the_columns_of_an_import() {
    assertThat(ExportRows.header())
        .startsWith(
            "\uFEFFLeadgen ID,Page ID,Ad ID,Form ID,Created Time,Received Time,source,platform,");
  }

  @Test
  void a_spreadsheet_reads_ids_as_text() {
    assertThat(ExportRows.of(List.of(LeadLogBuilder.of("100200300400500600").log())))
        .startsWith(
            "l:100200300400500600,p:1635959142565683,ag:23851234567890101,f:527829666666421,"
                + "2026-02-28T08:49:14.000Z,2026-02-28T08:49:17.000Z,Webhook,Facebook,false,false,"
                + "Pending,");
  }

  @Test
  void an_unknown_value_is_an_empty_cell() {
    assertThat(
            ExportRows.of(List.of(LeadLogBuilder.pending().page(null).form(null).ad(null).log())))
        .startsWith("l:100200300400500600,,,,2026-");
  }
}
