package dev.leadlog.settings;

import dev.leadlog.concurrency.BoundedExecutor;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * Reads and writes SSM SecureString parameters. The client is created with the first call, so a
 * function without parameters creates none.
 */
@Singleton
class ParameterStore {

  private static final Logger LOG = Logger.getLogger(ParameterStore.class);

  /** GetParameters accepts ten names per call. */
  private static final int NAMES_A_CALL = 10;

  private final Instance<SsmClient> ssm;

  ParameterStore(Instance<SsmClient> ssm) {
    this.ssm = ssm;
  }

  /**
   * The parameters that SSM returned.
   *
   * @param values decrypted, by name
   * @param gone names that do not exist; a parameter that this function may not read is in neither
   */
  record Parameters(Map<String, String> values, Set<String> gone) {}

  /** Returns empty if SSM did not answer; a later attempt may succeed. */
  Optional<Parameters> read(Collection<String> names) {
    Map<String, String> values = new HashMap<>();
    Set<String> gone = new HashSet<>();
    List<String> wanted = new ArrayList<>(names);
    try {
      for (List<String> call : BoundedExecutor.parts(wanted, NAMES_A_CALL)) {
        GetParametersResponse response =
            ssm.get().getParameters(r -> r.names(call).withDecryption(true));
        response.parameters().forEach(parameter -> values.put(parameter.name(), parameter.value()));
        gone.addAll(response.invalidParameters());
      }
      return Optional.of(new Parameters(values, gone));
    } catch (SdkException e) {
      LOG.warnf("SSM parameters %s could not be read: %s", wanted, e.getClass().getSimpleName());
      return isForbidden(e) ? Optional.of(new Parameters(values, gone)) : Optional.empty();
    }
  }

  /**
   * Whether the function's role or the key's policy denies the call, which a retry does not change.
   */
  private static boolean isForbidden(SdkException e) {
    return e instanceof AwsServiceException refused
        && refused.awsErrorDetails() != null
        && "AccessDeniedException".equals(refused.awsErrorDetails().errorCode());
  }

  /** Creates or overwrites a SecureString parameter. */
  void put(String name, String value) {
    ssm.get()
        .putParameter(
            r -> r.name(name).value(value).type(ParameterType.SECURE_STRING).overwrite(true));
  }
}
