package dev.leadlog.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.importing.Imported;
import dev.leadlog.importing.Imported.Rejected;
import dev.leadlog.importing.Importing;
import dev.leadlog.log.Json;
import dev.leadlog.log.PageId;
import dev.leadlog.operations.Answer;
import dev.leadlog.settings.LeadlogSettings;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code /api/imports}: leads from a CSV file. */
@Singleton
@Path("/api/imports")
public class ImportsResource {

  private static final int LARGEST_FILE = 2 * 1024 * 1024;

  /** Ends well before API Gateway's 30 seconds, and the function's 29. */
  private static final Duration BEFORE_THE_GATEWAY = Duration.ofSeconds(15);

  /** On a laptop no gateway stands between, but the server gives a request up after a minute. */
  private static final Duration LOCALLY = Duration.ofSeconds(45);

  /** The rest is only counted. */
  private static final int LISTED = 1_000;

  private final Importing importing;
  private final LeadlogSettings settings;
  private final Caller caller;

  ImportsResource(Importing importing, LeadlogSettings settings, Caller caller) {
    this.importing = importing;
    this.settings = settings;
    this.caller = caller;
  }

  /**
   * Imports a file.
   *
   * @param dryRun {@code true} to check it only
   * @param pageId the page of rows that name none
   */
  @POST
  @Consumes(MediaType.WILDCARD)
  public Response post(
      @QueryParam("dryRun") String dryRun, @QueryParam("pageId") String pageId, byte[] body) {
    List<String> mistakes = mistakes(dryRun, pageId);
    if (!mistakes.isEmpty()) {
      return Responses.of(Answer.problem(400, "The import's parameters are wrong", mistakes));
    }
    byte[] file = body == null ? new byte[0] : body;
    if (file.length > LARGEST_FILE && !settings.local()) {
      return tooLarge();
    }
    boolean checksOnly = "true".equals(dryRun);
    return run(
        file, new Importing.Options(checksOnly, PageId.of(pageId).orElse(null), caller.name()));
  }

  private Response run(byte[] file, Importing.Options options) {
    List<Rejected> listed = new ArrayList<>();
    Imported imported =
        importing.run(
            new ByteArrayInputStream(file),
            options,
            row -> list(listed, row),
            settings.local() ? LOCALLY : BEFORE_THE_GATEWAY);
    if (imported instanceof Imported.NoHeader header) {
      return noHeader(header);
    }
    Imported.Read read = (Imported.Read) imported;
    return read.finished() ? Responses.of(Answer.of(200, json(read, listed))) : timeIsUp(read);
  }

  private static void list(List<Rejected> listed, Rejected row) {
    if (listed.size() < LISTED) {
      listed.add(row);
    }
  }

  private static ObjectNode json(Imported.Read read, List<Rejected> listed) {
    ObjectNode json =
        Json.object()
            .put("accepted", read.accepted())
            .put("duplicates", read.duplicates())
            .put("rejectedCount", read.rejected());
    ArrayNode rejected = json.putArray("rejected");
    for (Rejected row : listed) {
      rejected
          .addObject()
          .put("line", row.line())
          .put("column", row.column())
          .put("why", row.why());
    }
    return json;
  }

  private static List<String> mistakes(String dryRun, String pageId) {
    List<String> mistakes = new ArrayList<>();
    if (dryRun != null && !dryRun.matches("true|false|")) {
      mistakes.add("dryRun: must be true or false");
    }
    if (pageId != null && !pageId.isBlank() && PageId.of(pageId).isEmpty()) {
      mistakes.add("pageId: must be digits");
    }
    return mistakes;
  }

  private Response tooLarge() {
    return Responses.of(
        Answer.problem(
            413,
            "The file is too large for one request",
            "it has more than 2 MB; " + byTheBucket()));
  }

  private Response timeIsUp(Imported.Read read) {
    return Responses.of(
        Answer.problem(
            503,
            "The file took too long",
            "it is imported up to line %d, %d leads were accepted; send it again%s"
                .formatted(
                    read.line(),
                    read.accepted(),
                    settings.local() ? "" : ", or " + byTheBucket())));
  }

  private String byTheBucket() {
    return "copy it into the import bucket: aws s3 cp leads.csv s3://"
        + settings.importBucket().orElse("<ImportBucket>")
        + "/incoming/leads.csv";
  }

  private static Response noHeader(Imported.NoHeader header) {
    List<String> mistakes = new ArrayList<>();
    header.missing().forEach(title -> mistakes.add(title + ": the column is missing"));
    header.twice().forEach(title -> mistakes.add(title + ": the column stands there twice"));
    mistakes.add(
        header.found().isEmpty()
            ? "line 1: names no columns that can be read"
            : "line 1: names " + String.join(", ", header.found()));
    return Responses.of(
        Answer.problem(400, "The file does not have the columns that are needed", mistakes));
  }
}
