package dev.leadlog.settings;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Knows an exception that comes from inside an SDK client while it calls a store, as a closed
 * connection pool or a broken answer throws, although it is no {@link SdkException}: a store did
 * not answer, and Leadlog has not failed.
 */
public final class SdkFailures {

  private static final String OURS = "dev.leadlog.";
  private static final String CALLING = "software.amazon.awssdk.core.internal.http.";
  private static final String SENDING = "software.amazon.awssdk.http.";

  /** The same exception, or the one that says that a store did not answer. */
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
