package dev.leadlog.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.bulkintake.BulkIntakeFixture;
import dev.leadlog.importing.ImportResult.Rejected;
import dev.leadlog.lifecycle.LeadLog;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.Status;
import dev.leadlog.testing.Aws;
import dev.leadlog.testing.FaultyProxy.Fault;
import dev.leadlog.workbench.Leads;
import dev.leadlog.workbench.Meta;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

@QuarkusTest
@QuarkusTestResource(Aws.class)
@QuarkusTestResource(Meta.class)
class LargeFilesTest {

  private static final String HEADER = "Leadgen ID,Page ID,Form ID";

  @Inject LeadImporter leadImporter;
  @Inject Leads leads;
  @Inject DynamoDbClient dynamodb;
  @Inject SqsClient sqs;
  @Inject LeadlogSettings settings;

  @BeforeEach
  void reset() {
    leads.reset();
  }

  @Test
  void a_file_of_25000_lines_is_imported_in_40_MB() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx40m",
                "-cp",
                System.getProperty("java.class.path"),
                LargeImportProcess.class.getName())
            .redirectErrorStream(true)
            .start();

    assertThat(said(process))
        .contains(
            "Read[accepted=22500, duplicates=0, filled=0, rejected=2500, line=25001,"
                + " finished=true, warnings=[]]"
                + " written 22500");
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void a_malicious_file_is_reported_row_by_row_and_its_valid_leads_are_imported() {
    List<String> good = Aws.newIds(20);
    List<Rejected> rejected = new ArrayList<>();

    ImportResult.Read read =
        (ImportResult.Read)
            leadImporter.run(
                new GeneratedFile(12_001, line -> hostile(line, good)),
                ImportedFile.BY_MARIE,
                rejected::add,
                Duration.ofMinutes(15));

    assertThat(List.of(read.accepted(), read.duplicates(), read.rejected()))
        .containsExactly(20L, 10_780L, 1_200L);
    assertThat(rejected.stream().collect(counting()))
        .isEqualTo(
            new TreeMap<>(
                java.util.Map.of(
                    "a quote is opened and not closed at the end of the row",
                    200L,
                    "the line is longer than 64 KB",
                    200L,
                    "Leadgen ID must be 1 to 40 digits",
                    400L,
                    "the cell contains a NUL character",
                    200L,
                    "the line is not valid UTF-8 (nor Windows-1252); save the file as CSV UTF-8",
                    200L)));
    assertThat(good).allMatch(id -> leads.isLogged(new LeadgenId(id)));
  }

  @Test
  void a_file_of_only_wrong_rows_stops_when_its_time_is_up() {
    ImportResult.Read read =
        (ImportResult.Read)
            leadImporter.run(
                new GeneratedFile(3_001, line -> line == 1 ? HEADER : "no lead"),
                ImportedFile.BY_MARIE,
                row -> {},
                Duration.ZERO);

    assertThat(read.finished()).isFalse();
    assertThat(read.rejected()).isEqualTo(1_000);
  }

  /** Every tenth line is wrong in a different way; the other lines name the same twenty leads. */
  private static String hostile(int line, List<String> good) {
    if (line == 1) {
      return HEADER;
    }
    if (line % 10 != 0) {
      return row(good.get(line / 10 % 20));
    }
    return switch (line / 10 % 6) {
      case 0 -> row(Aws.newId()).replaceFirst(",", ",\"");
      case 1 -> row("9".repeat(70_000));
      case 2 -> row("=cmd|' /C calc'!A0");
      case 3 -> row(Aws.newId()) + "\0";
      case 4 -> row(Aws.newId()).replaceFirst(",", ",Zo\u0081\u00EB");
      default -> row("' OR 1=1 --");
    };
  }

  @Test
  void
      when_the_log_goes_down_in_the_middle_the_same_file_again_loses_nothing_and_repeats_nothing() {
    List<String> ids = Aws.newIds(1_000);
    String[] file =
        Stream.concat(Stream.of(HEADER), ids.stream().map(LargeFilesTest::row))
            .toArray(String[]::new);
    LeadImporter impatient =
        new LeadImporter(
            BulkIntakeFixture.of(dynamodb, sqs, settings), null, settings, Clock.systemUTC());
    Aws.dynamodb().crashAfter(20);
    assertThatThrownBy(() -> ImportedFile.of(impatient, file)).isInstanceOf(SdkException.class);
    Aws.dynamodb().clearFault();

    ImportedFile again = ImportedFile.of(leadImporter, file);

    assertThat(again.read().accepted()).isBetween(400L, 600L);
    assertThat(again.read().accepted() + again.read().duplicates()).isEqualTo(1_000);
    assertEachIsLoggedOnce(ids);
    assertThat(messaged()).containsAll(ids);
  }

  @Test
  void leads_are_imported_into_the_log_while_the_queue_is_unavailable() {
    List<String> ids = Aws.newIds(30);
    Aws.sqs().setFault(Fault.REFUSES);

    ImportedFile file =
        ImportedFile.of(
            leadImporter,
            Stream.concat(Stream.of(HEADER), ids.stream().map(LargeFilesTest::row))
                .toArray(String[]::new));

    assertThat(file.counts()).containsExactly(30L, 0L, 0L);
    assertEachIsLoggedOnce(ids);
  }

  private void assertEachIsLoggedOnce(List<String> ids) {
    for (String id : ids) {
      LeadLog log = leads.log(new LeadgenId(id));
      assertThat(log.status()).isEqualTo(Status.PENDING);
      assertThat(log.retry().dueAt()).isNotNull();
      assertThat(log.history()).hasSize(1);
    }
  }

  private static Set<String> messaged() {
    return Aws.drain("BacklogQueue").stream()
        .map(message -> dev.leadlog.text.Json.stored(message.body()).path("leadgenId").asText())
        .collect(Collectors.toSet());
  }

  private static java.util.stream.Collector<Rejected, ?, TreeMap<String, Long>> counting() {
    return Collectors.groupingBy(Rejected::why, TreeMap::new, Collectors.counting());
  }

  private static String said(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String row(String id) {
    return id + ",1635959142565683,527829666666421";
  }
}
