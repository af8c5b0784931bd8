package dev.leadlog.exporting;

import static dev.leadlog.emulators.Template.map;
import static dev.leadlog.emulators.Template.maps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.leadlog.emulators.Template;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists and exports read only the indexes, so a column that an index lacks would be empty. */
class ListIndexesTest {

  private static final Template TEMPLATE = Template.read(Path.of("../../template.yaml"));

  @ParameterizedTest
  @ValueSource(strings = {"byReceived", "byStatus", "byPage"})
  void the_index_has_every_column_of_a_list(String name) {
    List<String> columns =
        ExportRows.FIELDS.stream().filter(field -> !field.equals("leadgenId")).toList();

    assertThat(index(name)).asInstanceOf(LIST).containsExactlyInAnyOrderElementsOf(columns);
  }

  private static Object index(String name) {
    return maps(TEMPLATE.part("Resources", "LeadLogs", "Properties").get("GlobalSecondaryIndexes"))
        .stream()
        .filter(index -> name.equals(index.get("IndexName")))
        .map(index -> map(index.get("Projection")).get("NonKeyAttributes"))
        .findFirst()
        .orElseThrow();
  }
}
