package dev.leadlog.nativeimage;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkus.runtime.configuration.NameIterator;

/**
 * Replaces the check for unknown configuration keys in native executables. Quarkus 3.33 compares
 * every property name with every known key at start-up, only to warn of unknown keys, which adds 9
 * ms to the first response of a function. Later versions use a matcher; remove this class with the
 * first of them. {@code UnknownKeyCheckTest} of the webhook fails when the method it replaces is
 * gone.
 */
@TargetClass(className = "io.quarkus.runtime.generated.Config")
final class UnknownKeyCheck {

  @Substitute
  private static boolean isMapped(NameIterator name) {
    return true;
  }
}
