package dev.leadlog.workbench;

import dev.leadlog.log.PageId;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;
import software.amazon.awssdk.services.ssm.model.SsmException;

/** SSM parameters in memory, because there is no emulator for them on a laptop. */
@Alternative
@Priority(1)
@Singleton
public class Parameters implements SsmClient {

  private final Map<String, String> values = new ConcurrentHashMap<>();
  private String failure;

  /** The reference to the token of a page. */
  public static String reference(PageId page) {
    return "ssm:" + name(page);
  }

  /** Sets or replaces the token of a page. */
  public void put(PageId page, String token) {
    values.put(name(page), token);
  }

  /** Sets another secret. */
  public void put(String name, String value) {
    values.put(name, value);
  }

  /** From now on every read fails with an error code of AWS. */
  public void fail(String errorCode) {
    failure = errorCode;
  }

  /** Every read succeeds again. */
  public void work() {
    failure = null;
  }

  /** The token of a page; null for none. */
  public String value(PageId page) {
    return values.get(name(page));
  }

  private static String name(PageId page) {
    return "/leadlog/page/" + page;
  }

  @Override
  public GetParametersResponse getParameters(GetParametersRequest request) {
    if (failure != null) {
      throw SsmException.builder()
          .statusCode(400)
          .awsErrorDetails(AwsErrorDetails.builder().errorCode(failure).build())
          .build();
    }
    return GetParametersResponse.builder()
        .parameters(
            request.names().stream()
                .filter(values::containsKey)
                .map(name -> Parameter.builder().name(name).value(values.get(name)).build())
                .toList())
        .invalidParameters(
            request.names().stream().filter(name -> !values.containsKey(name)).toList())
        .build();
  }

  @Override
  public PutParameterResponse putParameter(PutParameterRequest request) {
    values.put(request.name(), request.value());
    return PutParameterResponse.builder().build();
  }

  @Override
  public String serviceName() {
    return "ssm";
  }

  @Override
  public void close() {}
}
