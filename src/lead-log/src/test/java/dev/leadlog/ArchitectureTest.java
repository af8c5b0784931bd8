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

  /** A room's doors. Each one more is a promise to every other room: is it needed? */
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
          Set.of("LeadNotification", "Intake", "JobMessage", "LeadMessage", "LeadQueue"),
          "dev.leadlog.settings",
          Set.of(
              "LeadlogSettings",
              "Metrics",
              "SdkFailures",
              "SecretReference",
              "Secrets",
              "SettingsCheck"));

  @ArchTest
  static void public_types_are_those_that_are_listed(JavaClasses classes) {
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
  static final ArchRule the_log_knows_nothing_of_the_ways_in =
      noClasses()
          .that()
          .resideInAPackage("dev.leadlog.log..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.leadlog.intake..");

  @ArchTest
  static final ArchRule settings_know_nothing_of_leads =
      noClasses()
          .that()
          .resideInAPackage("dev.leadlog.settings..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.leadlog.log..", "dev.leadlog.intake..");

  @ArchTest
  static final ArchRule time_is_a_clock_that_is_passed_in =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.leadlog.settings.SystemClock")
          .should()
          .callCodeUnitWhere(readsTheTime())
          .as("only SystemClock asks what time it is");

  @ArchTest
  static final ArchRule the_environment_is_read_in_one_place =
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
                          "read at will", c -> c.getSimpleName().equals("ConfigProvider"))));

  @ArchTest
  static final ArchRule only_settings_know_of_configuration =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.leadlog.settings..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.eclipse.microprofile.config..", "io.smallrye.config..");

  @ArchTest
  static final ArchRule nothing_is_injected_into_fields =
      noFields().should().beAnnotatedWith(Inject.class);

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
