package dev.leadlog.settings;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Recognises exceptions that an SDK client throws during a call although they are no {@link
 * SdkException}, for example because of a closed connection pool or a broken response. They mean
 * that a store did not answer, not that Leadlog failed.
 */
public final class SdkFailures {

  private static final String OURS = "dev.leadlog.";
  private static final String CALLING = "software.amazon.awssdk.core.internal.http.";
  private static final String SENDING = "software.amazon.awssdk.http.";

  /** Wraps such an exception in an {@link SdkException}; returns any other unchanged. */
  public static RuntimeException of(RuntimeException failure) {
    return !(failure instanceof SdkException) && isInsideACall(failure)
        ? SdkClientException.create("the SDK's client failed", failure)
        : failure;
  }

  private static boolean isInsideACall(RuntimeException failure) {
    for (StackTraceElement frame : failure.getStackTrace()) {
      if (frame.getClassName().startsWith(OURS)) {
        return false;
      }
      if (frame.getClassName().startsWith(CALLING) || frame.getClassName().startsWith(SENDING)) {
        return true;
      }
    }
    return false;
  }

  private SdkFailures() {}
}
