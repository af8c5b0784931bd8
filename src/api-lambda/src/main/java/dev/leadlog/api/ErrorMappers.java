package dev.leadlog.api;

import dev.leadlog.operations.OperationResult;
import dev.leadlog.settings.SdkFailures;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import software.amazon.awssdk.core.exception.SdkException;

/** Answers errors outside of a resource with problem JSON. */
class ErrorMappers {

  private static final Logger LOG = Logger.getLogger(ErrorMappers.class);

  private static Response problem(int status, String title, String detail) {
    return Responses.of(OperationResult.problem(status, title, detail));
  }

  @ServerExceptionMapper
  Response storeUnavailable(SdkException e) {
    LOG.errorf("an AWS service is unavailable: %s", e.getClass().getSimpleName());
    return Responses.of(OperationResult.unavailable());
  }

  @ServerExceptionMapper
  Response notFound(NotFoundException e) {
    return problem(404, "Not found", "the API has no such path; see README.md for its paths");
  }

  @ServerExceptionMapper
  Response notAllowed(NotAllowedException e) {
    return problem(
        405, "Method not allowed", "the path has no such method; see README.md for its methods");
  }

  @ServerExceptionMapper
  Response refused(WebApplicationException e) {
    Response.StatusType status = e.getResponse().getStatusInfo();
    return problem(
        status.getStatusCode(),
        sentenceCase(status.getReasonPhrase()),
        "the API does not accept this request; see README.md for its paths");
  }

  @ServerExceptionMapper
  Response unexpected(RuntimeException e) {
    if (SdkFailures.of(e) instanceof SdkException store) {
      return storeUnavailable(store);
    }
    LOG.error("a request failed with an unexpected exception", e);
    return Responses.of(OperationResult.internalError());
  }

  private static String sentenceCase(String phrase) {
    return phrase.substring(0, 1) + phrase.substring(1).toLowerCase(Locale.ROOT);
  }
}
