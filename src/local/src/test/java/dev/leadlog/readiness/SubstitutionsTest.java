package dev.leadlog.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * In a native executable, the Quarkus extensions for AWS replace parts of the SDK by name. The
 * names belong to one SDK version; with another version, the native build fails.
 */
class SubstitutionsTest {

  private static final String ANNOTATIONS = "com.oracle.svm.core.annotate.";

  @Test
  void the_sdk_has_every_class_and_member_that_the_extensions_replace() {
    List<JavaClass> replacing =
        new ClassFileImporter()
                .withImportOption(location -> location.contains("CrtSubstitutions"))
                .importPackages("io.quarkiverse.amazon")
                .stream()
                .filter(type -> type.isAnnotatedWith(ANNOTATIONS + "TargetClass"))
                .filter(SubstitutionsTest::isForAnSdkWithoutCrt)
                .toList();
    assertThat(replacing).hasSizeGreaterThan(2);
    assertThat(replacing.stream().flatMap(SubstitutionsTest::missing)).isEmpty();
  }

  /** Substitutions for the AWS CRT library, which is not on the class path. */
  private static boolean isForAnSdkWithoutCrt(JavaClass type) {
    return type.getEnclosingClass()
            .filter(c -> c.getName().endsWith("CrtSubstitutions"))
            .isPresent()
        && Stream.of((JavaClass[]) target(type, "onlyWith", new JavaClass[0]))
            .allMatch(condition -> condition.getName().endsWith("Absent"));
  }

  private static Stream<String> missing(JavaClass replacing) {
    JavaClass value = (JavaClass) target(replacing, "value", replacing);
    String name =
        value.equals(replacing) || value.getName().endsWith("TargetClass")
            ? (String) target(replacing, "className", "")
            : value.getName();
    try {
      JavaClass replaced =
          new ClassFileImporter().importClass(Class.forName(name, false, loader()));
      return replacing.getMembers().stream()
          .filter(SubstitutionsTest::isReplaced)
          .filter(member -> !has(replaced, member))
          .map(JavaMember::getFullName);
    } catch (ClassNotFoundException e) {
      return Stream.of(name);
    }
  }

  private static boolean isReplaced(JavaMember member) {
    return Stream.of("Substitute", "Alias", "Delete")
        .anyMatch(annotation -> member.isAnnotatedWith(ANNOTATIONS + annotation));
  }

  private static boolean has(JavaClass type, JavaMember member) {
    return member instanceof JavaMethod method
        ? type.getMethods().stream()
            .anyMatch(
                m ->
                    m.getName().equals(method.getName())
                        && m.getRawParameterTypes().size() == method.getRawParameterTypes().size())
        : type.getMembers().stream().anyMatch(m -> m.getName().equals(member.getName()));
  }

  private static Object target(JavaClass type, String property, Object otherwise) {
    return type.getAnnotationOfType(ANNOTATIONS + "TargetClass").get(property).orElse(otherwise);
  }

  private static ClassLoader loader() {
    return Thread.currentThread().getContextClassLoader();
  }
}
