package dev.leadlog.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.log.Json;
import dev.leadlog.log.LeadLog;
import dev.leadlog.log.LeadLogFilter;
import dev.leadlog.log.LeadLogJson;
import dev.leadlog.log.LeadLogList;
import dev.leadlog.log.LeadLogPage;
import dev.leadlog.log.LeadLogs;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.ListPosition;
import dev.leadlog.reprocessing.ProcessingAgain;
import dev.leadlog.reprocessing.Reprocessed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.Optional;

/** {@code /api/lead-logs}: the log, for reading and for Process Lead Again. */
@Singleton
@Path("/api/lead-logs")
public class LeadLogsResource {

  private final LeadLogs logs;
  private final LeadLogList list;
  private final ProcessingAgain processingAgain;
  private final Caller caller;
  private final Clock clock;

  LeadLogsResource(
      LeadLogs logs,
      LeadLogList list,
      ProcessingAgain processingAgain,
      Caller caller,
      Clock clock) {
    this.logs = logs;
    this.list = list;
    this.processingAgain = processingAgain;
    this.caller = caller;
    this.clock = clock;
  }

  /** Newest first. An empty page with a {@code next} says that there may be more. */
  @GET
  public Response list(@Context UriInfo uri) {
    ListParameters parameters = new ListParameters(uri.getQueryParameters(), clock.instant());
    LeadLogFilter filter = parameters.filter();
    int limit = parameters.limit();
    ListPosition cursor = parameters.cursor();
    if (!parameters.mistakes().isEmpty()) {
      return Problems.of(400, "The list's parameters are wrong", parameters.mistakes());
    }
    return JsonResponse.of(200, page(list.list(filter, limit, cursor)));
  }

  @GET
  @Path("/{leadgenId}")
  public Response get(@PathParam("leadgenId") String leadgenId) {
    Optional<LeadLog> log = LeadgenId.of(leadgenId).flatMap(logs::find);
    return log.map(found -> JsonResponse.of(200, LeadLogJson.whole(found)))
        .orElseGet(() -> unknown(leadgenId));
  }

  /** Process Lead Again. */
  @POST
  @Path("/{leadgenId}/process")
  public Response process(@PathParam("leadgenId") String leadgenId) {
    Reprocessed reprocessed =
        LeadgenId.of(leadgenId)
            .map(id -> processingAgain.process(id, caller.name()))
            .orElseGet(Reprocessed.Unknown::new);
    if (reprocessed instanceof Reprocessed.Refused refused) {
      return Problems.of(
          409, "This lead cannot be processed again now", leadgenId + ": " + refused.why());
    }
    return reprocessed instanceof Reprocessed.Accepted
        ? JsonResponse.of(202, Json.object().put("accepted", 1))
        : unknown(leadgenId);
  }

  private static ObjectNode page(LeadLogPage page) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    page.items().forEach(log -> items.add(LeadLogJson.row(log)));
    return json.put("next", page.next() == null ? null : page.next().cursor());
  }

  private static Response unknown(String leadgenId) {
    return Problems.of(
        404,
        "There is no such lead log",
        "leadgenId \""
            + leadgenId
            + "\" is not in the log; GET /api/lead-logs lists those that are");
  }
}
