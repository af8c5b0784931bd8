package dev.leadlog;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.leadlog.bulkintake.BulkIntake;
import dev.leadlog.delivery.Destinations;
import dev.leadlog.intake.Intake;
import dev.leadlog.intake.LeadQueue;
import dev.leadlog.processing.Processor;
import dev.leadlog.queues.Queues;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses OURS =
      new ClassFileImporter().importPath(Path.of("target", "classes"));

  private static final String RULES = "dev.leadlog.processing.(Rules|Verdict|Facts)(\\$.*)?";

  /**
   * The public types of each capability. Each new type widens the entry point of its capability.
   */
  private static final Map<String, Set<String>> DOORS =
      Map.ofEntries(
          entry("appsettings", Set.of("AppSettingsCheck", "LeadlogSettings")),
          entry("attention", Set.of("Attention", "WaitingLeads")),
          entry("bookkeeping", Set.of("Bookkeeping")),
          entry("bulkintake", Set.of("BulkIntake")),
          entry("manual", Set.of("BulkLoss", "ManualActions", "ManualResult")),
          entry("onboarding", Set.of("PageDiscovery", "FormComparison", "UnknownQuestions")),
          entry("csv", Set.of("Column", "CsvText")),
          entry("crm", Set.of("Conversion", "FieldTypes", "FieldValues", "ExpiringCache")),
          entry(
              "delivery",
              Set.of(
                  "DeliveryResult",
                  "Destination",
                  "DestinationDescription",
                  "DestinationField",
                  "DestinationSetting",
                  "Destinations",
                  "InspectionResult",
                  "HttpFailures",
                  "OutgoingLead",
                  "PersonalDataFilter",
                  "HttpResult",
                  "EgressPolicy",
                  "Deadline",
                  "OutboundHttpClient",
                  "SecretWebhook")),
          entry("document", Set.of("SpellingSuggestion", "SecretLocation", "StrictReader")),
          entry("exporting", Set.of("ExportResult", "LeadExporter")),
          entry("files", Set.of("FileKey", "FileProgress", "AppendableFile", "AppendableFiles")),
          entry(
              "graph",
              Set.of(
                  "FormNames",
                  "FormReader",
                  "GraphApi",
                  "GraphResult",
                  "StoredToken",
                  "LeadAccess",
                  "LeadParser",
                  "LeadForm",
                  "LeadReader",
                  "ListedLead",
                  "ListPart",
                  "GraphFailure",
                  "PageAccess",
                  "Subscription",
                  "TokenState",
                  "UserPage",
                  "UserPages")),
          entry("health", Set.of("Health", "LastWebhooks")),
          entry("html", Set.of("HtmlText")),
          entry(
              "importing", Set.of("UploadEvent", "ImportResult", "LeadImporter", "UploadedFiles")),
          entry("jobs", Set.of("CancelResult", "Job", "JobPage", "JobHandler", "Jobs", "Refusal")),
          entry(
              "lifecycle",
              Set.of(
                  "Claim",
                  "DeliveryEntry",
                  "DueLog",
                  "DueLogs",
                  "HistoryEntry",
                  "LeadData",
                  "LeadDocReference",
                  "LeadLog",
                  "LeadLogItem",
                  "LeadLogJson",
                  "LeadLogs",
                  "LeadMetadata",
                  "ManualChanges",
                  "Outcome",
                  "ProcessingState",
                  "RetryState")),
          entry("listing", Set.of("LeadLogFilter", "LeadLogList", "LeadLogPage", "ListCursor")),
          entry(
              "mapping",
              Set.of(
                  "PreparedValidator",
                  "FieldMapping",
                  "FieldTrace",
                  "Violation",
                  "PreparedFunction",
                  "FormatResult",
                  "LeadMapping",
                  "LeadPayload",
                  "LeadValidator",
                  "MappedLead",
                  "OnInvalid",
                  "PreparedStep",
                  "Problem",
                  "QuestionKey")),
          entry(
              "mapping.formatting",
              Set.of(
                  "EmailAddress",
                  "FormattingFunction",
                  "PhoneNumbers",
                  "NormalizedText",
                  "TypedValues")),
          entry(
              "mapping.steps",
              Set.of("Argument", "Arguments", "RegularExpressions", "MappingStep")),
          entry("mapping.validation", Set.of("FieldValidator")),
          entry(
              "operations",
              Set.of(
                  "OperationResult",
                  "OnboardingOperations",
                  "ExportOperations",
                  "ImportOperations",
                  "LeadLogOperations",
                  "MappingOperations",
                  "MonitoringOperations",
                  "Operations",
                  "PageOperations",
                  "SuggestionOperations")),
          entry(
              "page",
              Set.of(
                  "FormConfig",
                  "MappingDocument",
                  "NamedDestination",
                  "PageConfig",
                  "PageConfigs",
                  "PageDocument",
                  "PageDocuments",
                  "SaveResult",
                  "StoredPage",
                  "MappingContext")),
          entry("polling", Set.of("Backfill", "PollResult", "PolledForm", "LeadPoller")),
          entry("preview", Set.of("Preview", "PreviewedLead")),
          entry("processing", Set.of("Processor", "QueuedMessage")),
          entry("queues", Set.of("JobMessage", "Queues")),
          entry(
              "reprocessing",
              Set.of("ReprocessOptions", "LeadReprocessor", "BulkReprocessor", "ReprocessResult")),
          entry("selection", Set.of("LeadJobs", "LeadSlices", "LeadStep", "Selection")),
          entry("stats", Set.of("Statistics", "StatisticsStream", "StreamRecord")),
          entry("suggestion", Set.of("MappingSuggester", "Suggestion")),
          entry("sweeping", Set.of("Sweep")));

  @Test
  void each_capability_exposes_only_its_entry_point() {
    Map<String, Set<String>> shown = new TreeMap<>();
    OURS.stream()
        .filter(c -> c.isTopLevelClass() && c.getModifiers().contains(JavaModifier.PUBLIC))
        .forEach(
            c ->
                shown
                    .computeIfAbsent(
                        c.getPackageName().substring("dev.leadlog.".length()),
                        name -> new TreeSet<>())
                    .add(c.getSimpleName()));
    assertThat(shown).isEqualTo(DOORS);
  }

  @Test
  void no_capability_depends_on_one_that_depends_on_it() {
    slices().matching("dev.leadlog.(*)..").should().beFreeOfCycles().check(OURS);
  }

  @Test
  void the_rules_depend_on_no_clock_no_store_and_no_framework() {
    noClasses()
        .that()
        .haveNameMatching(RULES)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "software.amazon..",
                    "io.quarkus..",
                    "io.smallrye..",
                    "jakarta..",
                    "org.jboss..",
                    "java.io..",
                    "java.net..",
                    "java.nio..",
                    "dev.leadlog.settings..",
                    "dev.leadlog.appsettings..",
                    "dev.leadlog.queues..",
                    "dev.leadlog.intake..")
                .or(belongToAnyOf(Clock.class)))
        .check(OURS);
  }

  @Test
  void mapping_depends_only_on_plain_java_and_json() {
    classes()
        .that()
        .resideInAPackage("dev.leadlog.mapping")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    "java.lang..",
                    "java.text..",
                    "java.util..",
                    "com.fasterxml.jackson.databind..",
                    "dev.leadlog.mapping")
                .or(
                    oneOf(
                        "dev.leadlog.text.Json",
                        "dev.leadlog.mapping.Problem",
                        "dev.leadlog.log.Reason")))
        .check(OURS);
  }

  @Test
  void mapping_steps_do_no_input_or_output() {
    noClasses()
        .that()
        .resideInAPackage("dev.leadlog.mapping..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "software.amazon..",
                "java.net..",
                "org.jboss..",
                "org.eclipse..",
                "dev.leadlog.settings..",
                "dev.leadlog.appsettings..",
                "dev.leadlog.queues..",
                "dev.leadlog.intake..",
                "dev.leadlog.graph..",
                "dev.leadlog.page.."))
        .check(OURS);
  }

  @Test
  void time_comes_from_the_clock_and_settings_from_the_config_mapping() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(Clock.class, "systemDefaultZone")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getProperty", String.class)
        .check(OURS);
  }

  @Test
  void no_record_has_more_than_eight_components() {
    assertThat(OURS.stream().filter(JavaClass::isRecord))
        .filteredOn(record -> components(record) > 8)
        .extracting(JavaClass::getSimpleName)
        .isEmpty();
  }

  private static long components(JavaClass record) {
    return record.getFields().stream()
        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
        .count();
  }

  @Test
  void nothing_is_injected_into_fields() {
    fields().should().notBeAnnotatedWith(Inject.class).check(OURS);
  }

  @Test
  void only_the_listed_capabilities_use_the_queues() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.leadlog.bulkintake..",
            "dev.leadlog.processing..",
            "dev.leadlog.sweeping..",
            "dev.leadlog.reprocessing..",
            "dev.leadlog.jobs..",
            "dev.leadlog.queues..")
        .should()
        .dependOnClassesThat(belongToAnyOf(LeadQueue.class, Queues.class))
        .check(OURS);
  }

  @Test
  void only_the_sources_of_leads_and_the_redrive_record_leads() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.leadlog.processing..", "dev.leadlog.sweeping..")
        .should()
        .dependOnClassesThat(belongToAnyOf(Intake.class))
        .check(OURS);
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.leadlog.bulkintake..", "dev.leadlog.polling..", "dev.leadlog.importing..")
        .should()
        .dependOnClassesThat(belongToAnyOf(BulkIntake.class))
        .check(OURS);
  }

  @Test
  void only_the_processor_delivers_leads() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.leadlog.processing..", "dev.leadlog.delivery..")
        .should(
            com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere(
                com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                    com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With
                        .<JavaClass>owner(belongToAnyOf(Destinations.class))
                        .and(
                            com.tngtech.archunit.core.domain.properties.HasName.Predicates.name(
                                "deliver")))))
        .check(OURS);
  }

  /** Any other client would call addresses that the egress policy has not checked. */
  @Test
  void only_one_class_makes_http_calls_to_destinations() {
    noClasses()
        .that()
        .doNotHaveSimpleName("OutboundHttpClient")
        .and()
        .haveNameNotMatching(".*\\.OutboundHttpClient\\$.*")
        .should()
        .dependOnClassesThat(resideInAnyPackage("io.vertx..", "java.net.http.."))
        .check(OURS);
  }

  @Test
  void no_other_capability_depends_on_the_processor() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.leadlog.processing..")
        .should()
        .dependOnClassesThat(resideInAPackage(Processor.class.getPackageName() + ".."))
        .check(OURS);
  }

  private static DescribedPredicate<JavaClass> oneOf(String... names) {
    return DescribedPredicate.describe(
        "are one of " + String.join(", ", names), c -> Set.of(names).contains(c.getName()));
  }
}
