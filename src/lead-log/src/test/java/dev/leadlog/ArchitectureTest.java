package dev.leadlog;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

@AnalyzeClasses(
    packages = {
      "dev.leadlog.concurrency",
      "dev.leadlog.dynamodb",
      "dev.leadlog.intake",
      "dev.leadlog.log",
      "dev.leadlog.nativeimage",
      "dev.leadlog.settings",
      "dev.leadlog.text"
    },
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /** The public types of each package. Every new one is a contract with other packages. */
  private static final Map<String, Set<String>> PUBLIC_TYPES =
      Map.of(
          "dev.leadlog.log",
          Set.of(
              "FormId",
              "LeadIds",
              "LeadInsert",
              "LeadgenId",
              "LogKeys",
              "MetaPermissions",
              "NewLead",
              "PageId",
              "FetchedLead",
              "Reason",
              "Source",
              "Status"),
          "dev.leadlog.text",
          Set.of("Digests", "Json", "Times"),
          "dev.leadlog.dynamodb",
          Set.of("Attributes", "Condition", "ConditionalWrites", "ItemUpdate", "Placeholders"),
          "dev.leadlog.concurrency",
          Set.of("BoundedExecutor"),
          "dev.leadlog.intake",
          Set.of("LeadNotification", "Intake", "LeadMessage", "LeadQueue"),
          "dev.leadlog.settings",
          Set.of(
              "IntakeSettings",
              "Metrics",
              "SdkFailures",
              "SecretReference",
              "Secrets",
              "SettingsCheck"));

  @ArchTest
  static void only_listed_types_are_public(JavaClasses classes) {
    Map<String, Set<String>> found = new TreeMap<>();
    classes.stream()
        .filter(JavaClass::isTopLevelClass)
        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
        .forEach(
            type ->
                found
                    .computeIfAbsent(type.getPackageName(), name -> new TreeSet<>())
                    .add(type.getSimpleName()));

    assertThat(found).containsExactlyInAnyOrderEntriesOf(PUBLIC_TYPES);
  }

  @ArchTest
  static void no_record_has_more_than_eight_components(JavaClasses classes) {
    assertThat(classes.stream().filter(JavaClass::isRecord))
        .filteredOn(record -> components(record) > 8)
        .extracting(JavaClass::getSimpleName)
        .isEmpty();
  }

  private static long components(JavaClass record) {
    return record.getFields().stream()
        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
        .count();
  }

  @ArchTest
  static final ArchRule packages_have_no_cycles =
      slices().matching("dev.leadlog.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule the_log_does_not_depend_on_the_intake =
      noClasses()
          .that()
          .resideInAPackage("dev.leadlog.log..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.leadlog.intake..");

  @ArchTest
  static final ArchRule settings_do_not_depend_on_leads =
      noClasses()
          .that()
          .resideInAPackage("dev.leadlog.settings..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.leadlog.log..", "dev.leadlog.intake..");

  @ArchTest
  static final ArchRule only_system_clock_reads_the_time =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.leadlog.settings.SystemClock")
          .should()
          .callCodeUnitWhere(readsTheTime())
          .as("only SystemClock reads the time of the system");

  @ArchTest
  static final ArchRule no_class_reads_the_environment_directly =
      noClasses()
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(System.class, "getProperty", String.class)
          .orShould()
          .callMethod(System.class, "getProperty", String.class, String.class)
          .orShould()
          .dependOnClassesThat(
              resideInAPackage("org.eclipse.microprofile.config")
                  .and(
                      DescribedPredicate.describe(
                          "static access to the configuration",
                          c -> c.getSimpleName().equals("ConfigProvider"))));

  @ArchTest
  static final ArchRule only_settings_depend_on_configuration =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.leadlog.settings..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.eclipse.microprofile.config..", "io.smallrye.config..");

  @ArchTest
  static final ArchRule no_field_is_injected = noFields().should().beAnnotatedWith(Inject.class);

  private static DescribedPredicate<JavaCall<?>> readsTheTime() {
    return DescribedPredicate.describe(
        "reads the time",
        call -> {
          String owner = call.getTargetOwner().getName();
          String name = call.getTarget().getName();
          int arguments = call.getTarget().getRawParameterTypes().size();
          return owner.equals("java.lang.System") && name.equals("currentTimeMillis")
              || owner.equals("java.time.Clock") && name.startsWith("system")
              || owner.startsWith("java.time.") && name.equals("now") && !takesAClock(call)
              || owner.equals("java.util.Date") && name.equals("<init>") && arguments == 0;
        });
  }

  private static boolean takesAClock(JavaCall<?> call) {
    return call.getTarget().getRawParameterTypes().stream()
        .anyMatch(type -> type.getName().equals("java.time.Clock"));
  }
}
