package dev.leadlog.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.log.Json;
import dev.leadlog.log.PageId;
import dev.leadlog.page.PageConfigs;
import dev.leadlog.page.Saving;
import dev.leadlog.page.StoredPage;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /api/pages}: page configuration. */
@Singleton
@Path("/api/pages")
public class PagesResource {

  private static final Pattern REVISION = Pattern.compile("(?:W/)?\"?([0-9]{1,9})\"?");

  private final PageConfigs pages;

  PagesResource(PageConfigs pages) {
    this.pages = pages;
  }

  @GET
  public Response all() {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    pages.all().forEach(page -> items.add(page.shown()));
    return JsonResponse.of(200, json);
  }

  @GET
  @Path("/{pageId}")
  public Response get(@PathParam("pageId") String pageId) {
    return PageId.of(pageId)
        .flatMap(pages::find)
        .map(PagesResource::shown)
        .orElseGet(() -> unknown(pageId));
  }

  /** Saves a configuration. With {@code If-Match} only over the revision it was made from. */
  @PUT
  @Path("/{pageId}")
  @Consumes(MediaType.WILDCARD)
  public Response put(
      @PathParam("pageId") String pageId, @HeaderParam("If-Match") String ifMatch, byte[] body) {
    Optional<PageId> id = PageId.of(pageId);
    Optional<JsonNode> document = body == null ? Optional.empty() : Json.read(body);
    if (id.isEmpty()) {
      return Problems.of(400, "The page id is wrong", "pageId \"" + pageId + "\" must be digits");
    }
    if (document.isEmpty()) {
      return Problems.of(
          400, "The body is not JSON", "send the page configuration as one JSON object");
    }
    Matcher revision = REVISION.matcher(ifMatch == null ? "" : ifMatch.strip());
    boolean anyRevision = ifMatch == null || ifMatch.strip().equals("*");
    if (!anyRevision && !revision.matches()) {
      return Problems.of(
          400, "If-Match is wrong", "If-Match must be the ETag of the configuration, as \"3\"");
    }
    Integer expected = anyRevision ? null : Integer.valueOf(revision.group(1));
    return answer(pages.save(document.get(), id.get(), expected));
  }

  @DELETE
  @Path("/{pageId}")
  public Response delete(@PathParam("pageId") String pageId) {
    boolean deleted = PageId.of(pageId).map(pages::delete).orElse(false);
    return deleted ? Response.noContent().build() : unknown(pageId);
  }

  private static Response answer(Saving saving) {
    if (saving instanceof Saving.Saved saved) {
      return shown(saved.page());
    }
    return saving instanceof Saving.Stale stale
        ? Problems.of(
            412,
            "The configuration has changed since",
            "it is at revision "
                + stale.revision()
                + " now: read it again, and put your change into that")
        : Problems.of(400, "The page configuration is wrong", ((Saving.Refused) saving).mistakes());
  }

  private static Response shown(StoredPage page) {
    return JsonResponse.of(200, page.shown(), page.config().revision());
  }

  private static Response unknown(String pageId) {
    return Problems.of(
        404,
        "There is no such page configuration",
        "page \"" + pageId + "\" is not configured; PUT /api/pages/" + pageId + " creates it");
  }
}
