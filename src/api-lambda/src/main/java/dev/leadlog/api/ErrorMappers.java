package dev.leadlog.api;

import dev.leadlog.operations.OperationResult;
import dev.leadlog.settings.SdkFailures;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import software.amazon.awssdk.core.exception.SdkException;

/** What goes wrong outside a resource, as problem JSON too. */
class ErrorMappers {

  private static final Logger LOG = Logger.getLogger(ErrorMappers.class);

  private static Response problem(int status, String title, String detail) {
    return Responses.of(OperationResult.problem(status, title, detail));
  }

  @ServerExceptionMapper
  Response storeUnavailable(SdkException e) {
    LOG.errorf("a store did not answer: %s", e.getClass().getSimpleName());
    return problem(
        503, "A store did not answer", "nothing was changed that is not in the log; try again");
  }

  @ServerExceptionMapper
  Response notFound(NotFoundException e) {
    return problem(
        404, "There is nothing at this address", "see README.md for the paths of the API");
  }

  @ServerExceptionMapper
  Response notAllowed(NotAllowedException e) {
    return problem(405, "This method does nothing here", "see README.md for the paths of the API");
  }

  @ServerExceptionMapper
  Response refused(WebApplicationException e) {
    Response.StatusType status = e.getResponse().getStatusInfo();
    return problem(
        status.getStatusCode(),
        status.getReasonPhrase(),
        "see README.md for what the paths of the API take");
  }

  @ServerExceptionMapper
  Response unexpected(RuntimeException e) {
    if (SdkFailures.of(e) instanceof SdkException store) {
      return storeUnavailable(store);
    }
    LOG.error("a request failed", e);
    return problem(
        500, "This should not happen", "the log of the function has what did; please report it");
  }
}
