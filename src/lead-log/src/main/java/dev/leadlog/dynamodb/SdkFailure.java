package dev.leadlog.dynamodb;

import software.amazon.awssdk.core.exception.SdkException;

/**
 * Tells failures of the AWS SDK from those of Leadlog's own code. Not every failure inside the SDK
 * is an {@link SdkException}: its HTTP client and its interceptors throw others, as {@code
 * IllegalStateException} for a pool that was shut down.
 */
public final class SdkFailure {

  private static final String SDK = "software.amazon.awssdk.";
  private static final String OURS = "dev.leadlog.";

  /** Whether it was thrown by the SDK, or inside a call of the SDK that Leadlog made. */
  public static boolean is(Throwable failure) {
    if (failure instanceof SdkException) {
      return true;
    }
    for (StackTraceElement frame : failure.getStackTrace()) {
      if (frame.getClassName().startsWith(SDK)) {
        return true;
      }
      if (frame.getClassName().startsWith(OURS)) {
        return false;
      }
    }
    return false;
  }

  private SdkFailure() {}
}
