package dev.leadlog.readiness;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All classes of the modules that become native executables. */
final class DeployedClasses {

  private static final Pattern NEVER_NATIVE =
      Pattern.compile(".*/(src/(local|emulators)/|leadlog-emulators|[^/]*-tests\\.jar).*");

  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.matches(NEVER_NATIVE))
          .importPackages("dev.leadlog");

  private DeployedClasses() {}

  static Stream<JavaClass> classes() {
    return CLASSES.stream();
  }

  static Stream<JavaMethodCall> calls() {
    return classes().flatMap(c -> c.getMethodCallsFromSelf().stream());
  }
}
