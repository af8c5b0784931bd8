package dev.leadlog.api;

import dev.leadlog.operations.ExportOperations;
import dev.leadlog.operations.ImportOperations;
import dev.leadlog.operations.OperationResult;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** Imports and exports of lead logs as CSV files, in the response or as a job. */
@Singleton
@Path("/api")
@Consumes(MediaType.WILDCARD)
public class FilesResource {

  private final ExportOperations exports;
  private final ImportOperations imports;
  private final Caller caller;

  FilesResource(ExportOperations exports, ImportOperations imports, Caller caller) {
    this.exports = exports;
    this.imports = imports;
    this.caller = caller;
  }

  @GET
  @Path("/lead-logs.csv")
  public Response exportNow(@Context UriInfo uri) {
    return Responses.file(exports.now(Requests.query(uri), caller.name()));
  }

  @POST
  @Path("/exports")
  public Response beginExport(byte[] body) {
    return Responses.of(exports.begin(Requests.optionalBody(body), caller.name()));
  }

  @POST
  @Path("/imports")
  public Response importNow(
      @Context UriInfo uri, @HeaderParam("Content-Type") String type, byte[] body) {
    byte[] sent = body == null ? new byte[0] : body;
    if (!FormUpload.is(type)) {
      return Responses.of(imports.importUpload(sent, Requests.query(uri), caller.name()));
    }
    FormUpload upload = FormUpload.of(type, sent);
    return Responses.of(
        upload.mistakes().isEmpty()
            ? imports.importUpload(upload.file(), Requests.query(uri), caller.name())
            : OperationResult.invalid(upload.mistakes()));
  }
}
