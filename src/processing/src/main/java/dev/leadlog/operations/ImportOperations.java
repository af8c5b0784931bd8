package dev.leadlog.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.document.StrictReader;
import dev.leadlog.importing.ImportResult;
import dev.leadlog.importing.ImportResult.Rejected;
import dev.leadlog.importing.LeadImporter;
import dev.leadlog.importing.UploadedFiles;
import dev.leadlog.log.PageId;
import dev.leadlog.text.Json;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The operations that import leads from CSV files. */
@Singleton
public class ImportOperations {

  private static final int LARGEST_FILE = 2 * 1024 * 1024;

  /** Ends well before the time-outs of API Gateway (30 seconds) and the function (29 seconds). */
  private static final Duration BEFORE_THE_GATEWAY = Duration.ofSeconds(15);

  /** In local mode there is no gateway, but the server aborts a request after a minute. */
  private static final Duration LOCALLY = Duration.ofSeconds(45);

  /** Time to record the last leads and send the response. */
  private static final Duration BEFORE_THE_END = Duration.ofSeconds(20);

  /** Further rejected rows are only counted. */
  private static final int LISTED = 1_000;

  private final LeadImporter leadImporter;
  private final UploadedFiles files;
  private final LeadlogSettings settings;
  private final Clock clock;

  ImportOperations(
      LeadImporter leadImporter, UploadedFiles files, LeadlogSettings settings, Clock clock) {
    this.leadImporter = leadImporter;
    this.files = files;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Imports a posted file with the parameters {@code {"dryRun"?,"pageId"?}}; {@code pageId} is the
   * page of rows that name none.
   */
  public OperationResult importUpload(byte[] file, StrictReader input, String by) {
    LeadImporter.Options options = options(input.knowing("dryRun", "pageId"), by);
    int largest = settings.local() ? Integer.MAX_VALUE : LARGEST_FILE;
    Duration timeLimit = settings.local() ? LOCALLY : BEFORE_THE_GATEWAY;
    return OperationResult.ifValid(input, () -> ofBytes(file, largest, options, timeLimit));
  }

  /**
   * Imports {@code {"csv": text or "key": of a file in the bucket, "dryRun"?, "pageId"?}}. A file
   * of the bucket is imported by a job; a dry run is synchronous.
   *
   * @param deadline the end of the invocation
   */
  public OperationResult importTextOrKey(StrictReader input, String by, Instant deadline) {
    LeadImporter.Options options = options(input.knowing("csv", "key", "dryRun", "pageId"), by);
    if (input.json("csv").isTextual() == input.json("key").isTextual()) {
      input.mistake("enter either csv, the file's text, or key, its key in the bucket");
    }
    Duration timeLimit = Duration.between(clock.instant(), deadline.minus(BEFORE_THE_END));
    return OperationResult.ifValid(
        input,
        () ->
            input.json("csv").isTextual()
                ? ofBytes(
                    input.json("csv").asText().getBytes(StandardCharsets.UTF_8),
                    LARGEST_FILE,
                    options,
                    timeLimit)
                : ofKey(input.json("key").asText(), options, timeLimit));
  }

  private static LeadImporter.Options options(StrictReader input, String by) {
    return new LeadImporter.Options(
        input.flag("dryRun", false), input.value("pageId", "digits", PageId::of).orElse(null), by);
  }

  private OperationResult ofBytes(
      byte[] file, int largest, LeadImporter.Options options, Duration timeLimit) {
    return file.length > largest
        ? tooLarge()
        : run(new ByteArrayInputStream(file), options, timeLimit);
  }

  private OperationResult ofKey(String key, LeadImporter.Options options, Duration timeLimit) {
    if (!key.startsWith(UploadedFiles.INCOMING)) {
      return OperationResult.invalid(
          List.of("key: must begin with " + UploadedFiles.INCOMING + ", the folder for uploads"));
    }
    Optional<OperationResult> answer =
        options.dryRun()
            ? files.open(key).map(file -> run(file, options, timeLimit))
            : files
                .begin(key, options)
                .map(job -> OperationResult.of(202, Json.object().put("job", job.id())));
    return answer.orElseGet(
        () ->
            OperationResult.problem(404, "Not found", "key \"" + key + "\" is not in the bucket"));
  }

  private OperationResult run(InputStream file, LeadImporter.Options options, Duration timeLimit) {
    List<Rejected> listed = new ArrayList<>();
    ImportResult imported = leadImporter.run(file, options, row -> list(listed, row), timeLimit);
    if (imported instanceof ImportResult.NoHeader header) {
      return noHeader(header);
    }
    if (imported instanceof ImportResult.Ended ended) {
      return OperationResult.problem(409, "Conflict", ended.why());
    }
    ImportResult.Read read = (ImportResult.Read) imported;
    return read.finished()
        ? OperationResult.of(200, json(read, listed, options.dryRun()))
        : timeIsUp(read);
  }

  private static void list(List<Rejected> listed, Rejected row) {
    if (listed.size() < LISTED) {
      listed.add(row);
    }
  }

  private static ObjectNode json(ImportResult.Read read, List<Rejected> listed, boolean dryRun) {
    ObjectNode json =
        Json.object()
            .put("accepted", read.accepted())
            .put("duplicates", read.duplicates())
            .put("filled", read.filled())
            .put("rejectedCount", read.rejected());
    ArrayNode rejected = json.putArray("rejected");
    for (Rejected row : listed) {
      rejected
          .addObject()
          .put("line", row.line())
          .put("column", row.column())
          .put("why", row.why());
    }
    if (dryRun || !read.warnings().isEmpty()) {
      ArrayNode warnings = json.putArray("warnings");
      read.warnings().forEach(warnings::add);
    }
    return json;
  }

  private OperationResult tooLarge() {
    return OperationResult.problem(
        413, "Payload too large", "the file is larger than 2 MB; " + byTheBucket());
  }

  private OperationResult timeIsUp(ImportResult.Read read) {
    return OperationResult.problem(
        503,
        "Service unavailable",
        "the import took too long: it reached line %d, and %d leads were accepted;"
            + " send the file again%s"
                .formatted(
                    read.line(), read.accepted(), settings.local() ? "" : ", or " + byTheBucket()));
  }

  private String byTheBucket() {
    return "copy it into the import bucket: aws s3 cp leads.csv s3://"
        + settings.importBucket().orElse("<ImportBucket>")
        + "/incoming/leads.csv";
  }

  private static OperationResult noHeader(ImportResult.NoHeader header) {
    List<String> mistakes = new ArrayList<>();
    if (header.unsupportedType() != null) {
      mistakes.add(header.unsupportedType());
    }
    header.missing().forEach(title -> mistakes.add(title + ": the column is missing"));
    header.twice().forEach(title -> mistakes.add(title + ": the column is there twice"));
    if (!header.found().isEmpty()) {
      mistakes.add("line 1: has the columns " + String.join(", ", header.found()));
    } else if (header.unsupportedType() == null) {
      mistakes.add("line 1: has no readable column names");
    }
    return OperationResult.invalid(mistakes);
  }
}
