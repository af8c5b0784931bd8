package dev.leadlog.settings;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Makes an {@link SdkException} of every other exception inside an SDK client, as a closed
 * connection pool or a broken answer throws: all code takes it for a store that does not answer,
 * and not for a failure of Leadlog.
 */
public final class SdkFailures implements ExecutionInterceptor {

  @Override
  public Throwable modifyException(Context.FailedExecution failed, ExecutionAttributes attributes) {
    Throwable failure = failed.exception();
    return failure instanceof RuntimeException && !(failure instanceof SdkException)
        ? SdkClientException.create("the SDK's client failed", failure)
        : failure;
  }
}
